// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/store.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace postern::test {

struct Ran {
    int exit = -1;
    QString out;
    QString err;

    QJsonObject json() const { return QJsonDocument::fromJson(out.toUtf8()).object(); }
};

// What the console and the engines do to the same store.
inline std::unique_ptr<store::Store> opened(const QString& file)
{
    auto store = store::Store::open(file.toStdString(), store::OpenMode::Existing);
    return store ? std::move(*store) : nullptr;
}

// posternctl itself on a store of its own, in a folder that is gone with it.
class CtlSite {
protected:
    // The next test finds neither store nor folder.
    void renew()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_store = m_folder->filePath("a folder/postern.db");
    }

    Ran ctl(const QStringList& arguments, const QByteArray& input = {})
    {
        QProcess process;
        process.start(program, QStringList{"--store", m_store} + arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(60000))
            return {};
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }

    Ran list(const QString& act, const QString& color, const QString& kind, const QStringList& more,
             const QByteArray& input = {})
    {
        return ctl(QStringList{"list", act, "--service", "SMTP", "--list", color, "--kind", kind} + more,
                   input);
    }

    void make()
    {
        QCOMPARE(ctl({"init", "--hostname", "mail.domain.com", "--domain", "domain.com", "--lan",
                      "192.168.1.0/24", "--port", "2525"})
                     .exit,
                 0);
    }

    static QByteArray document(const QByteArray& port)
    {
        return R"({"server":{"hostname":"mail.domain.com","lan":["192.168.1.0/24"]},"domains":[{"name":"domain.com"}],
                   "mailboxes":[{"address":"jane@domain.com","password":"s3cret","delivery":"maildir:/srv/jane"}],
                   "services":[{"name":"SMTP","port":)" +
               port + "}]}";
    }

    static std::string currentUser()
    {
        QProcess id;
        id.start("id", {"-un"});
        id.waitForFinished();
        const QByteArray sudo = qgetenv("SUDO_USER");
        return sudo.isEmpty() ? id.readAllStandardOutput().trimmed().toStdString() : sudo.toStdString();
    }

    const QString program = QStringLiteral(POSTERN_BIN "/posternctl");
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_store;
};

} // namespace postern::test
