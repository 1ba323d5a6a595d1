// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>

#include <netinet/in.h>
#include <pwd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace postern::testing {

// A temporary folder that other users may look into.
class Folder {
public:
    Folder() { QFile::setPermissions(m_folder.path(), all); }

    QString path(const QString& name) const
    {
        return name.isEmpty() ? m_folder.path() : m_folder.filePath(name);
    }
    void make(const char* name)
    {
        QDir().mkpath(path(name));
        QFile::setPermissions(path(name), all);
    }
    void giveTo(const char* name, const char* user)
    {
        if (::chown(path(name).toUtf8().constData(), userId(user), groupId(user)) != 0)
            qWarning("%s cannot be given to %s", name, user);
    }
    void write(const char* name, const QString& text)
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0)
            qFatal("%s cannot be written", name);
    }
    QString read(const char* name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

    static unsigned userId(const char* name)
    {
        const passwd* const user = ::getpwnam(name);
        return user != nullptr ? user->pw_uid : 0;
    }
    static unsigned groupId(const char* name)
    {
        const passwd* const user = ::getpwnam(name);
        return user != nullptr ? user->pw_gid : 0;
    }

private:
    static constexpr QFile::Permissions all = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner |
                                              QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther |
                                              QFile::ExeOther;
    QTemporaryDir m_folder;
};

// A program that stays in the foreground, ended with the test.
class Daemon {
public:
    Daemon() = default;
    ~Daemon() { stop(); }
    Daemon(const Daemon&) = delete;
    Daemon& operator=(const Daemon&) = delete;

    void start(const QString& program, const QStringList& arguments)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedChannels);
        m_process.start(program, arguments);
        m_process.waitForStarted();
    }
    void stop()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        m_process.terminate();
        if (!m_process.waitForFinished(10'000))
            m_process.kill();
        m_process.waitForFinished();
    }

    // Some read megabytes before they listen, on a machine that has much else to do.
    static bool waitForPort(int port)
    {
        QElapsedTimer timer;
        timer.start();
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(std::uint16_t(port));
        while (timer.elapsed() < 120'000) {
            const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
            const bool there =
                ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
            ::close(socket);
            if (there)
                return true;
            QThread::msleep(20);
        }
        return false;
    }

private:
    QProcess m_process;
};

} // namespace postern::testing
