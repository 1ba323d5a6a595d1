// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/draft_page.h"

#include "ui/data/live_status.h"
#include "ui/data/store_client.h"
#include "ui/forms/problems.h"
#include "ui/forms/save_edit.h"
#include "ui/preview/preview_dialog.h"
#include "ui/shell/console.h"
#include "ui/text/translate.h"
#include "ui/widgets/icons.h"

#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace postern::ui {

using namespace std::chrono_literals;

DraftPage::DraftPage(Console& console, QWidget* parent)
    : ConsolePage(parent)
    , m_console(console)
    , m_layout(new QVBoxLayout(this))
    , m_message(new ProblemLabel(this))
    , m_preview(PreviewDialog::makeButton(this))
    , m_apply(new QPushButton(icon("dialog-ok-apply"), tr("&Apply"), this))
    , m_revert(new QPushButton(icon("edit-undo"), tr("&Revert"), this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_message->setObjectName(QStringLiteral("message"));
    m_apply->setObjectName(QStringLiteral("apply"));
    m_apply->setShortcut(QKeySequence::Save);
    m_revert->setObjectName(QStringLiteral("revert"));
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_message, 1);
    foot->addStretch();
    foot->addWidget(m_preview);
    foot->addWidget(m_apply);
    foot->addWidget(m_revert);
    m_layout->addLayout(foot);
    m_problemTimer.setSingleShot(true);
    connect(&m_problemTimer, &QTimer::timeout, this, [this] { showAllProblems(false); });
    connect(m_preview, &QPushButton::clicked, this, &DraftPage::preview);
    connect(m_apply, &QPushButton::clicked, this, [this] { apply([](bool) {}); });
    connect(m_revert, &QPushButton::clicked, this, &DraftPage::revert);
}

void DraftPage::setBody(QWidget* body)
{
    m_layout->insertWidget(0, body, 1);
}

void DraftPage::start()
{
    connect(&m_console.live(), &LiveStatus::configurationChanged, this, &DraftPage::followStore);
    followStore();
}

model::Configuration DraftPage::draft() const
{
    model::Configuration configuration = m_loaded;
    write(configuration);
    return configuration;
}

bool DraftPage::dirty() const
{
    return m_base >= 0 && draft() != m_loaded;
}

void DraftPage::followStore()
{
    const Overview& overview = m_console.live().overview();
    if (!dirty() && !m_saving)
        adopt({overview.revision, overview.configuration});
}

// Takes what is saved as what is edited.
void DraftPage::adopt(ConfigurationAt read)
{
    m_loaded = std::move(read.configuration);
    m_base = read.revision;
    load(m_loaded);
    m_message->clear();
    showProblems(m_loaded, false);
    update();
}

void DraftPage::revert()
{
    const Overview& overview = m_console.live().overview();
    adopt({overview.revision, overview.configuration});
}

void DraftPage::noteEdited()
{
    m_problemTimer.start(400ms);
    update();
}

void DraftPage::update()
{
    const bool edited = dirty();
    setEnabled(m_base >= 0 && !m_saving);
    if (edited != m_apply->isEnabled())
        Q_EMIT dirtyChanged();
    m_preview->setEnabled(edited);
    m_apply->setEnabled(edited);
    m_revert->setEnabled(edited);
}

bool DraftPage::showAllProblems(bool all)
{
    const std::vector<model::Problem> homeless = showProblems(draft(), all);
    const auto error = std::find_if(homeless.begin(), homeless.end(), [](const model::Problem& each) {
        return each.severity == model::Severity::Error;
    });
    if (error != homeless.end())
        m_message->showProblem(error->severity, translate(error->text));
    else
        m_message->clear();
    // What was wrong before, and elsewhere, must not keep this page from saving.
    const auto before = model::validate(m_loaded);
    const auto now = model::validate(draft());
    return std::none_of(now.begin(), now.end(), [&](const model::Problem& each) {
        return each.severity == model::Severity::Error &&
               std::find(before.begin(), before.end(), each) == before.end();
    });
}

void DraftPage::apply(Done done)
{
    m_problemTimer.stop();
    if (!dirty())
        done(true);
    else if (!m_saving && showAllProblems(true))
        commit(std::move(done));
    else
        done(false);
}

store::Edit DraftPage::edit() const
{
    store::Edit edit;
    edit.base = m_base;
    edit.author = bytes(m_console.store().author());
    edit.before = m_loaded;
    edit.after = draft();
    return edit;
}

void DraftPage::preview()
{
    if (showAllProblems(true))
        PreviewDialog::open(
            m_console.store().where(), title(), [edit = edit()] { return edit; }, this);
}

void DraftPage::commit(Done done)
{
    m_saving = true;
    update();
    saveEdit(m_console.store(), this, edit(), false,
             [this, done = std::move(done)](const SaveAnswer& answer) {
                 if (answer.kind == SaveAnswer::Kind::Saved || answer.kind == SaveAnswer::Kind::Reload) {
                     reload(done);
                     return;
                 }
                 m_saving = false;
                 update();
                 if (answer.kind == SaveAnswer::Kind::Failed)
                     m_message->showProblem(model::Severity::Error, answer.message);
                 done(false);
             });
}

// What is in the store now: what was edited here, and what others saved besides.
void DraftPage::reload(Done done)
{
    m_console.store().run(this, readConfiguration,
                          [this, done = std::move(done)](Result<ConfigurationAt> read) {
                              m_saving = false;
                              if (read)
                                  adopt(std::move(*read));
                              else
                                  m_message->showProblem(model::Severity::Error, translate(read.error()));
                              update();
                              done(read.has_value());
                          });
}

} // namespace postern::ui
