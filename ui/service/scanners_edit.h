// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"
#include "ui/forms/records_edit.h"

namespace postern::ui {

// The scanners of a service: which are asked, where they are, and what each is worth.
class ScannersEdit : public RecordsEdit<model::Scanner> {
    Q_OBJECT

public:
    explicit ScannersEdit(QWidget* parent = nullptr);

    // What else stands in the service now: the dialog of a scanner warns by it.
    void setService(const model::Service& service) { m_service = service; }

Q_SIGNALS:
    void testWanted(const postern::model::Scanner& scanner); // as it stands here, saved or not

protected:
    QStringList cells(const model::Scanner& scanner) const override;
    std::optional<model::Scanner> ask(const model::Scanner& scanner,
                                      const std::vector<model::Scanner>& others) override;

private:
    model::Service m_service;
};

// "SpamAssassin", "rspamd", "milter"
QString kindText(model::ScannerKind kind);

} // namespace postern::ui
