// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/wizard_step.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QRadioButton;
class QSpinBox;

namespace postern::ui {

class CertificatesEdit;
class Prompter;
class LanEdit;
class PasswordEdit;
class StoreClient;

// Host name and domain.
class ServerStep : public WizardStep {
    Q_OBJECT

public:
    explicit ServerStep(WizardDraft& draft);

protected:
    void load() override;
    void write() override;
    std::vector<model::Problem> findProblems() const override;

private:
    QLineEdit* m_hostname;
    QLineEdit* m_domain;
};

// Which clients are inside.
class LanStep : public WizardStep {
    Q_OBJECT

public:
    explicit LanStep(WizardDraft& draft);

protected:
    void load() override;
    void write() override;
    std::vector<model::Problem> findProblems() const override;

private:
    LanEdit* m_lan;
};

// What the services encrypt with: files of the user's, or what the engine makes.
class CertificateStep : public WizardStep {
    Q_OBJECT

public:
    CertificateStep(WizardDraft& draft, StoreClient& store, Prompter& prompter);

    bool isComplete() const override;

protected:
    void load() override;
    void write() override;
    std::vector<model::Problem> findProblems() const override;

private:
    void follow();

    QRadioButton* m_files;
    QRadioButton* m_own;
    QLabel* m_about;
    CertificatesEdit* m_certificates;
};

// Which services there are, on which ports.
class ServicesStep : public WizardStep {
    Q_OBJECT

public:
    ServicesStep(WizardDraft& draft, PortProbe probe);

protected:
    void load() override;
    void write() override;
    std::vector<model::Problem> findProblems() const override;

private:
    struct Offer {
        model::Preset preset;
        int otherPort; // proposed where the usual one cannot be had
        QCheckBox* box = nullptr;
        QSpinBox* port = nullptr;
        QLabel* note = nullptr;
    };

    void addOffer(Offer offer, const QString& text, const QString& explanation);
    void explainPort(const Offer& offer);
    QString otherPortText(const Offer& offer) const;
    void proposeSubmission();

    PortProbe m_probe;
    bool m_proposed = false; // the submission services, since there is a certificate
    std::vector<Offer> m_offers;
};

// The first mailbox.
class MailboxStep : public WizardStep {
    Q_OBJECT

public:
    MailboxStep(WizardDraft& draft, Prompter& prompter);

protected:
    void load() override;
    void write() override;
    std::vector<model::Problem> findProblems() const override;

private:
    void chooseFolder();

    Prompter& m_prompter;
    QLineEdit* m_address;
    QLineEdit* m_folder;
    PasswordEdit* m_password;
    QLabel* m_aboutPassword;
    QString m_proposedFolder; // as long as the user has not chosen another, it follows the address
};

} // namespace postern::ui
