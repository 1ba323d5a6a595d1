// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/certificates_edit.h"

#include "ui/data/store_client.h"
#include "ui/forms/prompter.h"
#include "ui/text/translate.h"

#include <QAction>
#include <QDateTime>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace postern::ui {

namespace {

constexpr int certificateColumn = 0;
constexpr int keyColumn = 1;
constexpr int certificatesShown = 3;

QString dateOf(Time time)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(toMicros(time) / 1000).date(),
                              QLocale::ShortFormat);
}

QString namesIn(const CertificateReading& reading)
{
    QStringList names;
    for (const std::string& name : reading.names)
        names.append(qt(name));
    return names.isEmpty() ? CertificatesEdit::tr("no host name") : names.join(QStringLiteral(", "));
}

QString inWords(const CertificateReading& reading)
{
    const QString signer = reading.selfSigned ? CertificatesEdit::tr("signed by nobody but itself")
                                              : CertificatesEdit::tr("signed by %1").arg(qt(reading.issuer));
    return CertificatesEdit::tr("For %1; %2; valid until %3.")
        .arg(namesIn(reading), signer, dateOf(reading.until));
}

} // namespace

CertificatesEdit::CertificatesEdit(StoreClient& client, Prompter& prompter, QWidget* parent)
    : QWidget(parent)
    , m_client(client)
    , m_prompter(prompter)
    , m_list(new QTreeWidget(this))
    , m_remove(new QPushButton(tr("Remo&ve"), this))
    , m_reading(new QLabel(this))
{
    m_list->setObjectName(QStringLiteral("certificates"));
    m_list->setHeaderLabels({tr("Certificate file"), tr("Key file")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->header()->setSectionResizeMode(certificateColumn, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(keyColumn, QHeaderView::Stretch);
    m_list->setFixedHeight(m_list->header()->sizeHint().height() +
                           (certificatesShown + 1) * (fontMetrics().height() + 6));
    setFocusProxy(m_list);
    m_reading->setObjectName(QStringLiteral("certificateReading"));
    m_reading->setWordWrap(true);
    m_reading->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum); // what is below takes the room
    auto* add = new QPushButton(tr("Add cert&ificate…"), this);
    add->setObjectName(QStringLiteral("addCertificate"));
    add->setAutoDefault(false);
    m_remove->setObjectName(QStringLiteral("removeCertificate"));
    m_remove->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(add);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);
    layout->addLayout(buttons);
    layout->addWidget(m_reading);
    connect(add, &QPushButton::clicked, this, &CertificatesEdit::add);
    connect(m_remove, &QPushButton::clicked, this, &CertificatesEdit::removeSelected);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &CertificatesEdit::showReadings);
    connect(m_list, &QTreeWidget::itemChanged, this, [this] {
        readAll();
        Q_EMIT edited();
    });
    showReadings();
}

void CertificatesEdit::setValue(const std::vector<model::Certificate>& certificates)
{
    if (certificates == value())
        return; // keeps what is selected
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const model::Certificate& certificate : certificates)
        append(certificate);
    readAll();
}

std::vector<model::Certificate> CertificatesEdit::value() const
{
    std::vector<model::Certificate> certificates;
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
        const QTreeWidgetItem* item = m_list->topLevelItem(row);
        certificates.push_back(
            {bytes(item->text(certificateColumn).trimmed()), bytes(item->text(keyColumn).trimmed())});
    }
    return certificates;
}

QTreeWidgetItem* CertificatesEdit::append(const model::Certificate& certificate)
{
    auto* item = new QTreeWidgetItem(m_list, {qt(certificate.certificate), qt(certificate.key)});
    item->setFlags(item->flags() | Qt::ItemIsEditable);
    return item;
}

// Asks for both files: one without the other is no use.
void CertificatesEdit::add()
{
    const QString filter = tr("PEM files (*.pem *.crt *.cer *.key);;All files (*)");
    const QString certificate = m_prompter.openFile(window(), tr("Certificate with Its Chain"), filter);
    if (certificate.isEmpty())
        return;
    const QString key = m_prompter.openFile(window(), tr("Key of the Certificate"), filter);
    if (key.isEmpty())
        return;
    const QSignalBlocker quiet(m_list);
    m_list->setCurrentItem(append({bytes(certificate), bytes(key)}));
    readAll();
    Q_EMIT edited();
}

void CertificatesEdit::removeSelected()
{
    qDeleteAll(m_list->selectedItems());
    readAll();
    Q_EMIT edited();
}

// Relative paths begin in the store's folder, as the engine reads them.
CertificatesEdit::Paths CertificatesEdit::pathsOf(const model::Certificate& certificate) const
{
    const QFileInfo store(m_client.where());
    const auto whole = [&store](const std::string& path) {
        return path.empty() ? path : bytes(QFileInfo(store.dir(), qt(path)).absoluteFilePath());
    };
    return {whole(certificate.certificate), whole(certificate.key)};
}

void CertificatesEdit::readAll()
{
    for (const model::Certificate& certificate : value()) {
        const Paths paths = pathsOf(certificate);
        if (paths.certificate.empty() || paths.key.empty())
            continue;
        m_client.run(
            this,
            [paths](store::Store&) -> Result<Result<CertificateReading>> {
                return readCertificate(paths.certificate, paths.key);
            },
            [this, paths](const Result<Result<CertificateReading>>& reading) {
                if (!reading)
                    return;
                m_readings.insert_or_assign(paths, *reading);
                showReadings();
                Q_EMIT edited();
            });
    }
    showReadings();
}

// Of the line that is selected, or of the only one.
void CertificatesEdit::showReadings()
{
    const QTreeWidgetItem* item = m_list->selectedItems().value(0);
    m_remove->setEnabled(item != nullptr);
    if (item == nullptr && m_list->topLevelItemCount() == 1)
        item = m_list->topLevelItem(0);
    if (m_list->topLevelItemCount() == 0) {
        m_reading->setText(
            tr("None: the engine makes one for the host name. It encrypts, but mail programs warn "
               "of it, since nobody has signed it."));
        return;
    }
    if (item == nullptr) {
        m_reading->setText(
            tr("A client that asks for a host gets the certificate made out to it, otherwise the "
               "first one."));
        return;
    }
    const auto found = m_readings.find(
        pathsOf({bytes(item->text(certificateColumn).trimmed()), bytes(item->text(keyColumn).trimmed())}));
    if (found == m_readings.end())
        m_reading->setText(QString());
    else
        m_reading->setText(found->second ? inWords(*found->second) : translate(found->second.error()));
}

std::vector<model::Problem> CertificatesEdit::problems() const
{
    std::vector<model::Problem> problems;
    const Time now = SystemClock().now();
    const auto warn = [&problems](const char* text, std::vector<std::string> arguments) {
        problems.push_back({"tls.certificates", model::Severity::Warning, {text, std::move(arguments)}});
    };
    for (const model::Certificate& certificate : value()) {
        const auto found = m_readings.find(pathsOf(certificate));
        if (found == m_readings.end())
            continue;
        if (!found->second) {
            const Error& error = found->second.error();
            // Only the engine may be allowed to read the key.
            problems.push_back(
                {"tls.certificates",
                 error.kind == ErrorKind::Denied ? model::Severity::Warning : model::Severity::Error,
                 {POSTERN_TEXT("server", "%1: %2"), {error.where, bytes(translatedWhat(error))}}});
        } else if (found->second->until < now) {
            warn(POSTERN_TEXT("server", "the certificate %1 has expired; mail programs refuse it"),
                 {certificate.certificate});
        } else if (endsSoon(*found->second, now)) {
            warn(POSTERN_TEXT("server", "the certificate %1 expires on %2"),
                 {certificate.certificate, bytes(dateOf(found->second->until))});
        }
    }
    addMissingName(problems);
    return problems;
}

// As long as a file could not be read, what it is made out to is not known.
void CertificatesEdit::addMissingName(std::vector<model::Problem>& problems) const
{
    const auto certificates = value();
    if (m_hostname.empty() || certificates.empty())
        return;
    for (const model::Certificate& certificate : certificates) {
        const auto found = m_readings.find(pathsOf(certificate));
        if (found == m_readings.end() || !found->second || isMadeOutTo(*found->second, m_hostname))
            return;
    }
    problems.push_back({"tls.certificates",
                        model::Severity::Warning,
                        {POSTERN_TEXT("server", "no certificate is made out to %1; mail programs that look "
                                                "for this name warn of it"),
                         {m_hostname}}});
}

bool CertificatesEdit::isReading() const
{
    const auto certificates = value();
    return std::any_of(certificates.begin(), certificates.end(), [this](const model::Certificate& each) {
        const Paths paths = pathsOf(each);
        return !paths.certificate.empty() && !paths.key.empty() && !m_readings.contains(paths);
    });
}

} // namespace postern::ui
