// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/scanners_edit.h"

#include "ui/service/scanner_dialog.h"
#include "ui/text/translate.h"

#include <QPushButton>

namespace postern::ui {

namespace {

constexpr int kindColumn = 0;
constexpr int addressColumn = 1;
constexpr int scannersShown = 5;

QString failureText(model::ScannerFailure failure)
{
    return failure == model::ScannerFailure::Defer ? ScannersEdit::tr("the sender tries again")
                                                   : ScannersEdit::tr("mail goes on");
}

} // namespace

QString kindText(model::ScannerKind kind)
{
    switch (kind) {
    case model::ScannerKind::Spamd:
        return ScannersEdit::tr("SpamAssassin");
    case model::ScannerKind::Rspamd:
        return ScannersEdit::tr("rspamd");
    case model::ScannerKind::Milter:
        return ScannersEdit::tr("Milter");
    }
    return {};
}

ScannersEdit::ScannersEdit(QWidget* parent)
    : RecordsEdit(QStringLiteral("scannerList"), QStringLiteral("scanners"),
                  {tr("Scanner"), tr("Address"), tr("Worth"), tr("If it fails")}, scannersShown, parent)
{
    setColumnChars(kindColumn, 20);
    setColumnChars(addressColumn, 26);
    setEmptyText(tr("No scanners yet. Press Add for a SpamAssassin, an rspamd or a milter that runs here or "
                    "in the LAN."));
    addButton("test", tr("&Test…"), [this](int row) {
        Q_EMIT testWanted(record(row));
    })->setToolTip(tr("Hands the scanner a clean message, and one that every scanner takes for spam."));
}

QStringList ScannersEdit::cells(const model::Scanner& scanner) const
{
    return {kindText(scanner.kind), qt(scanner.address), tr("%n point(s)", nullptr, scanner.points),
            failureText(scanner.onFailure)};
}

std::optional<model::Scanner> ScannersEdit::ask(const model::Scanner& scanner,
                                                const std::vector<model::Scanner>& others)
{
    ScannerDialog dialog(scanner, others, m_service, window());
    return dialog.exec() == QDialog::Accepted ? std::optional(dialog.value()) : std::nullopt;
}

} // namespace postern::ui
