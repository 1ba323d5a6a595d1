// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/store_rescue.h"

#include "ui/forms/prompter.h"
#include "ui/text/translate.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace postern::console {

namespace {

using ui::bytes;
using ui::Prompter;

QString words(const char* text)
{
    return QCoreApplication::translate("StoreRescue", text);
}

void restoreByUser(const QString& where, Prompter& prompter)
{
    const QString title = words(QT_TRANSLATE_NOOP("StoreRescue", "Restore a Backup"));
    const QString backup = prompter.openFile(
        nullptr, title,
        words(QT_TRANSLATE_NOOP("StoreRescue", "Stores and backups (*.db *.backup* *.bak);;All files (*)")));
    if (backup.isEmpty())
        return;
    const QString mark =
        QStringLiteral("damaged-") + QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    const auto restored = restoreBackup(where, backup, mark);
    if (restored)
        prompter.tell(
            nullptr, title, words(QT_TRANSLATE_NOOP("StoreRescue", "The backup is in place.")),
            words(QT_TRANSLATE_NOOP("StoreRescue", "The damaged store is kept as %1.%2.")).arg(where, mark),
            Prompter::Tone::Information);
    else
        prompter.tell(nullptr, title,
                      words(QT_TRANSLATE_NOOP("StoreRescue", "The backup cannot be put in place.")),
                      ui::translate(restored.error()));
}

// Whether to try again.
bool askForWay(const QString& where, const Error& error, Prompter& prompter)
{
    const QString tryAgain = words(QT_TRANSLATE_NOOP("StoreRescue", "&Try again"));
    const QString restore = words(QT_TRANSLATE_NOOP("StoreRescue", "&Restore a backup…"));
    QStringList answers;
    if (error.kind == ErrorKind::Damaged)
        answers << restore;
    if (error.kind != ErrorKind::NewerVersion)
        answers << tryAgain;
    answers << words(QT_TRANSLATE_NOOP("StoreRescue", "&Quit"));
    const int answer = prompter.ask(
        nullptr,
        {.title = QStringLiteral("Postern"),
         .text = words(QT_TRANSLATE_NOOP("StoreRescue", "The store %1 cannot be opened.")).arg(where),
         .detail = ui::translate(error),
         .answers = answers,
         .tone = Prompter::Tone::Error});
    if (answers.value(answer) == restore)
        restoreByUser(where, prompter);
    return answer != answers.size() - 1;
}

Result<> moveAside(const QString& where, const QString& mark)
{
    for (const QString& part : {QString(), QStringLiteral("-wal"), QStringLiteral("-shm")}) {
        const QString file = where + part;
        if (QFile::exists(file) && !QFile::rename(file, where + u'.' + mark + part))
            return fail(ErrorKind::Denied, POSTERN_TEXT("server", "the file cannot be moved aside"),
                        bytes(file), POSTERN_TEXT("server", "check who may write in this folder"));
    }
    return {};
}

} // namespace

Result<> restoreBackup(const QString& where, const QString& backup, const QString& mark)
{
    {
        const auto opened = store::Store::open(bytes(backup), store::OpenMode::Existing);
        if (!opened)
            return failFrom(opened);
        const auto readable = (*opened)->configuration();
        if (!readable)
            return failFrom(readable);
    }
    if (auto moved = moveAside(where, mark); !moved)
        return moved;
    if (!QFile::copy(backup, where))
        return fail(ErrorKind::Denied, POSTERN_TEXT("server", "the backup cannot be copied here"),
                    bytes(where),
                    POSTERN_TEXT("server", "check the free space and who may write in this folder"));
    return {};
}

std::unique_ptr<store::Store> openStore(const QString& where, Prompter& prompter)
{
    QDir().mkpath(QFileInfo(where).absolutePath());
    for (;;) {
        auto opened = store::Store::open(bytes(where), store::OpenMode::Create);
        if (opened)
            return std::move(*opened);
        if (!askForWay(where, opened.error(), prompter))
            return nullptr;
    }
}

} // namespace postern::console
