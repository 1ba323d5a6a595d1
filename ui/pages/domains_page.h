// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/record_page.h"

class QLineEdit;

namespace postern::ui {

class RangeListEdit;

// The domains whose mail this server takes in, each with its other names.
class DomainsPage : public RecordPage<model::Domain> {
    Q_OBJECT

public:
    explicit DomainsPage(Console& console);

    QString title() const override;

protected:
    model::Domain shown(const model::Domain& stored) const override;
    model::Domain stored(const model::Domain& shown) const override;
    std::vector<model::Problem> problemsOf(const model::Domain& domain,
                                           const model::Configuration& others) const override;

private:
    QLineEdit* m_name;
    RangeListEdit* m_aliases;
};

} // namespace postern::ui
