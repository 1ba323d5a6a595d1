// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"
#include "model/dns_list_state.h"
#include "ui/forms/records_edit.h"

namespace postern::ui {

// The DNS lists of a service: which are asked, what each is worth, and whether it answers.
class DnsListsEdit : public RecordsEdit<model::DnsList> {
    Q_OBJECT

public:
    explicit DnsListsEdit(QWidget* parent = nullptr);

    // What each list last said to an engine.
    void showStates(const std::vector<model::DnsListState>& states);

Q_SIGNALS:
    void testWanted(const postern::model::DnsList& list); // as it stands here, saved or not

protected:
    QStringList cells(const model::DnsList& list) const override;
    std::optional<model::DnsList> ask(const model::DnsList& list,
                                      const std::vector<model::DnsList>& others) override;
    void filled() override;

private:
    std::vector<model::DnsListState> m_states;
};

} // namespace postern::ui
