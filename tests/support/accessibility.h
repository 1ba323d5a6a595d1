// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QKeySequence>
#include <QLabel>
#include <QLineEdit>
#include <QMap>
#include <QMenu>
#include <QMenuBar>
#include <QScrollArea>
#include <QTabBar>
#include <QTabWidget>
#include <QWidget>
#include <QtTest>

// What every window must keep to for people without a mouse or a screen. Each reports all faults that it
// finds.
namespace postern::test {

inline QString describeWidget(const QWidget* widget)
{
    QString path = QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
    if (const QWidget* parent = widget->parentWidget())
        path += QStringLiteral(" in ") + QLatin1String(parent->metaObject()->className()) + u' ' +
                parent->objectName();
    return path;
}

// What the keyboard can reach now, without the inner parts of Qt's own widgets.
inline QList<QWidget*> focusStops(QWidget* root)
{
    QList<QWidget*> stops;
    for (QWidget* widget : root->findChildren<QWidget*>()) {
        const bool inner = widget->objectName().startsWith(QStringLiteral("qt_"));
        if ((widget->focusPolicy() & Qt::TabFocus) != 0 && widget->isVisibleTo(root) && widget->isEnabled() &&
            !inner && widget->focusProxy() == nullptr && qobject_cast<QTabBar*>(widget) == nullptr &&
            qobject_cast<QScrollArea*>(widget) == nullptr)
            stops.append(widget);
    }
    return stops;
}

// Every input is called something: by itself, by its text, or by the label whose buddy it is.
inline void verifyAccessible(QWidget* root)
{
    const QList<QLabel*> labels = root->findChildren<QLabel*>();
    for (QWidget* widget : focusStops(root)) {
        bool named = !widget->accessibleName().isEmpty();
        if (const auto* button = qobject_cast<QAbstractButton*>(widget))
            named = named || !button->text().isEmpty();
        for (const QLabel* label : labels)
            named = named || (label->buddy() == widget && !label->text().isEmpty());
        if (!named)
            QTest::qFail(qPrintable(QStringLiteral("no accessible name: ") + describeWidget(widget)),
                         __FILE__, __LINE__);
    }
}

// Texts with mnemonics, by key.
class Mnemonics {
public:
    void take(const QString& text)
    {
        const QKeySequence key = QKeySequence::mnemonic(text);
        if (!key.isEmpty())
            m_taken[key.toString()].append(text);
    }
    void take(const QList<QAction*>& actions)
    {
        for (const QAction* action : actions) {
            if (action->isVisible())
                take(action->text());
        }
    }
    void verify(const QWidget* where) const
    {
        for (auto it = m_taken.cbegin(); it != m_taken.cend(); ++it) {
            if (it.value().size() > 1)
                QTest::qFail(qPrintable(QStringLiteral("%1 is taken twice: %2 in %3")
                                            .arg(it.key(), it.value().join(u'|'), describeWidget(where))),
                             __FILE__, __LINE__);
        }
    }

private:
    QMap<QString, QStringList> m_taken;
};

// No Alt+letter leads to two places of what is visible now, and no letter to two lines of a menu.
inline void verifyMnemonics(QWidget* root)
{
    Mnemonics all;
    const auto take = [&all](const auto& text) { all.take(text); };
    for (const QWidget* widget : root->findChildren<QWidget*>()) {
        if (!widget->isVisibleTo(root))
            continue;
        if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
            take(button->text());
        else if (const auto* label = qobject_cast<const QLabel*>(widget);
                 label != nullptr && label->buddy() != nullptr)
            take(label->text());
        else if (const auto* tabs = qobject_cast<const QTabBar*>(widget)) {
            for (int i = 0; i < tabs->count(); ++i)
                take(tabs->tabText(i));
        } else if (const auto* bar = qobject_cast<const QMenuBar*>(widget))
            take(bar->actions());
    }
    all.verify(root);
    for (const QMenu* menu : root->findChildren<QMenu*>()) {
        Mnemonics lines;
        lines.take(menu->actions());
        lines.verify(menu);
    }
}

// The Tab key visits what is visible below `root` from top to bottom and, in one line, from left to right.
inline void verifyTabOrder(QWidget* root)
{
    const QList<QWidget*> stops = focusStops(root);
    if (stops.isEmpty())
        return;
    const QWidget* previous = nullptr;
    QWidget* widget = root->window();
    for (int i = 0; i < 10'000; ++i) {
        widget = widget->nextInFocusChain();
        if (widget == root->window())
            break;
        if (!stops.contains(widget))
            continue;
        if (previous != nullptr) {
            const QPoint from = previous->mapTo(root, QPoint());
            const QPoint to = widget->mapTo(root, QPoint());
            const bool below = to.y() >= from.y() + previous->height() / 2;
            const bool beside = to.x() >= from.x();
            if (!below && !beside)
                QTest::qFail(qPrintable(QStringLiteral("Tab goes back from ") + describeWidget(previous) +
                                        QStringLiteral(" to ") + describeWidget(widget)),
                             __FILE__, __LINE__);
        }
        previous = widget;
    }
}

} // namespace postern::test
