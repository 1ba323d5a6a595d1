// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/validate.h"

#include <QColor>
#include <QPointer>
#include <QWidget>

#include <optional>
#include <vector>

class QLabel;

namespace postern::ui {

// Of problems, at least one.
model::Severity worstOf(const std::vector<model::Problem>& problems);

// The problems' sentences, a line each, none twice. The model writes them in lower case, as parts of a longer
// line; here each stands by itself.
QString textOf(const std::vector<model::Problem>& problems);

// The colour in which a problem is written and framed, readable on the palette's window.
QColor problemColor(model::Severity severity, const QPalette& palette);
QIcon problemIcon(model::Severity severity, const QStyle* style);

// What is wrong, under the field or at the foot of a dialog: an icon and a text that wraps. Hidden while
// there is nothing to say.
class ProblemLabel : public QWidget {
    Q_OBJECT

public:
    explicit ProblemLabel(QWidget* parent = nullptr);

    void showProblem(model::Severity severity, const QString& text);
    void clear();
    QString text() const; // "" where there is none
    std::optional<model::Severity> severity() const { return m_severity; }

Q_SIGNALS:
    void shown(bool visible); // the label has something to say, or nothing any more

protected:
    void changeEvent(QEvent* event) override;

private:
    void paintSeverity();

    QLabel* m_icon;
    QLabel* m_text;
    std::optional<model::Severity> m_severity;
};

// The fields of a page and the places where their problems are shown: a frame around the field, icon and text
// under it. Errors are red, warnings amber.
class Problems {
public:
    // `field` is a key as in model::Problem::field. A field whose label is in another layout may share it.
    void place(const QString& field, QWidget* widget, ProblemLabel* label);

    // Shows each problem at its field and clears all others. A problem of "relay.ranges[2]" or of
    // "relay.ranges.x" goes to "relay.ranges" where there is no nearer place. Gives back what has no place
    // here.
    std::vector<model::Problem> show(const std::vector<model::Problem>& problems);
    void clear();

    // The worst that is shown, and the first field that has it.
    std::optional<model::Severity> worst() const;
    QWidget* firstField(model::Severity severity) const;
    QWidget* field(const QString& name) const; // nullptr where it is not here

private:
    struct Place {
        QString field;
        QPointer<QWidget> widget;
        QPointer<ProblemLabel> label;
        QPointer<QWidget> frame;
        std::vector<model::Problem> shown;
    };
    const Place* find(const QString& field) const;
    static void present(Place& place);

    std::vector<Place> m_places; // in the order of the page
};

} // namespace postern::ui
