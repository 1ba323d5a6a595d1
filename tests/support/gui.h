// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QPointer>
#include <QTimer>
#include <QWidget>
#include <QtTest>

#include <functional>
#include <memory>

// The vocabulary of GUI tests: find by object name, wait, drive the next dialog. Everything goes through real
// windows, keys and clicks.
namespace postern::test {

// The widget with this object name and type below `root`, or a failed test and nullptr.
template <class W = QWidget>
W* find(const QWidget* root, const char* name)
{
    W* widget = root->findChild<W*>(QString::fromLatin1(name));
    if (widget == nullptr)
        QTest::qFail(qPrintable(QStringLiteral("no widget named ") + QLatin1String(name)), __FILE__,
                     __LINE__);
    return widget;
}

// The same, for what appears only after a while.
template <class W = QWidget>
W* waitForWidget(const QWidget* root, const char* name, int milliseconds = 5000)
{
    W* widget = nullptr;
    const bool found = QTest::qWaitFor(
        [&] {
            return (widget = root->findChild<W*>(QString::fromLatin1(name))) != nullptr &&
                   widget->isVisible();
        },
        milliseconds);
    if (!found)
        QTest::qFail(qPrintable(QStringLiteral("waited in vain for ") + QLatin1String(name)), __FILE__,
                     __LINE__);
    return widget;
}

// The button of a QDialogButtonBox or message box whose text, without mnemonics, is `text`.
inline QAbstractButton* buttonWithText(const QWidget* root, const QString& text)
{
    for (QAbstractButton* button : root->findChildren<QAbstractButton*>()) {
        if (button->text().remove(u'&') == text)
            return button;
    }
    QTest::qFail(qPrintable(QStringLiteral("no button ") + text), __FILE__, __LINE__);
    return nullptr;
}

inline void click(QWidget* widget)
{
    if (widget != nullptr)
        QTest::mouseClick(widget, Qt::LeftButton, Qt::NoModifier,
                          qobject_cast<QAbstractButton*>(widget) != nullptr ? QPoint(8, widget->height() / 2)
                                                                            : widget->rect().center());
}

// Replaces what stands in a line edit, spin box or combo box by typing.
inline void typeOver(QWidget* widget, const QString& text)
{
    if (widget == nullptr)
        return;
    widget->setFocus();
    QTest::keyClick(widget, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(widget, Qt::Key_Delete);
    QTest::keyClicks(widget, text);
}

// Whether a dialog that onNextDialog() waited for has appeared; assert it at the end of the test.
class DialogHandle {
public:
    bool appeared() const { return *m_appeared; }

private:
    friend DialogHandle onNextDialog(std::function<void(QDialog*)> drive, int milliseconds);
    std::shared_ptr<bool> m_appeared = std::make_shared<bool>(false);
};

// Drives the next modal dialog from inside its own event loop: call it before what opens the dialog. A dialog
// that is still open afterwards is rejected, so that a failed test ends.
inline DialogHandle onNextDialog(std::function<void(QDialog*)> drive, int milliseconds = 5000)
{
    DialogHandle handle;
    auto* timer = new QTimer(qApp);
    auto left = std::make_shared<int>(milliseconds / 10);
    const QPointer<QWidget> before = QApplication::activeModalWidget();
    QObject::connect(timer, &QTimer::timeout, timer,
                     [timer, left, before, drive = std::move(drive), appeared = handle.m_appeared] {
                         auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
                         if (dialog == nullptr || dialog == before || !dialog->isVisible()) {
                             if (--*left <= 0)
                                 timer->deleteLater();
                             return;
                         }
                         timer->stop();
                         timer->deleteLater();
                         *appeared = true;
                         const QPointer<QDialog> guard(dialog);
                         drive(dialog);
                         if (guard && guard->isVisible())
                             guard->done(QDialog::Rejected);
                     });
    timer->start(10);
    return handle;
}

} // namespace postern::test
