// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/record_page.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace postern::ui {

class MaildirEdit;
class RangeListEdit;

// The mailboxes of this server: who gets mail, under which addresses, and where it is put.
class MailboxesPage : public RecordPage<model::Mailbox> {
    Q_OBJECT

public:
    explicit MailboxesPage(Console& console);

    QString title() const override;

protected:
    model::Mailbox stored(const model::Mailbox& shown) const override;
    model::Mailbox makeNew() const override;
    std::vector<model::Problem> problemsOf(const model::Mailbox& mailbox,
                                           const model::Configuration& others) const override;
    void follow(const model::Mailbox* mailbox) override;

private:
    void makePasswordRow();
    void setPassword();

    QLineEdit* m_address;
    MaildirEdit* m_delivery;
    RangeListEdit* m_aliases;
    RangeListEdit* m_forward;
    QCheckBox* m_rewriteSender = nullptr;
    QLabel* m_passwordState;
    QPushButton* m_setPassword;
    QPushButton* m_removePassword;
};

} // namespace postern::ui
