// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/form_page.h"
#include "ui/text/translate.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>

#include <concepts>
#include <functional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace postern::ui {

// A widget that edits a whole value: RangeListEdit and the like. Its signal is edited().
template <class W>
concept ValueEdit = requires(W& widget, const W& constant)
{
    widget.setValue(constant.value());
    &W::edited;
};

// How a field of a struct stands in a widget: show(), read() and onEdit() for each kind of widget.
namespace binding {

inline void show(QLineEdit& widget, const std::string& value)
{
    widget.setText(qt(value));
}
inline void read(const QLineEdit& widget, std::string& value)
{
    value = bytes(widget.text().trimmed());
}
template <class F>
void onEdit(QLineEdit& widget, F edited)
{
    QObject::connect(&widget, &QLineEdit::textChanged, &widget, edited);
}

template <std::integral N>
requires(!std::same_as<N, bool>) void show(QSpinBox& widget, N value)
{
    widget.setValue(int(value));
}
template <std::integral N>
requires(!std::same_as<N, bool>) void read(const QSpinBox& widget, N& value)
{
    value = N(widget.value());
}
template <class F>
void onEdit(QSpinBox& widget, F edited)
{
    QObject::connect(&widget, &QSpinBox::valueChanged, &widget, edited);
}

inline void show(QAbstractButton& widget, bool value)
{
    widget.setChecked(value);
}
inline void read(const QAbstractButton& widget, bool& value)
{
    value = widget.isChecked();
}
template <class F>
void onEdit(QAbstractButton& widget, F edited)
{
    QObject::connect(&widget, &QAbstractButton::toggled, &widget, edited);
}

// The entries of the box carry the enum's numbers: fill it with addChoice().
template <class Enum>
requires std::is_enum_v<Enum>
void show(QComboBox& widget, Enum value)
{
    widget.setCurrentIndex(widget.findData(int(value)));
}
template <class Enum>
requires std::is_enum_v<Enum>
void read(const QComboBox& widget, Enum& value)
{
    if (widget.currentIndex() >= 0)
        value = Enum(widget.currentData().toInt());
}
template <class F>
void onEdit(QComboBox& widget, F edited)
{
    QObject::connect(&widget, &QComboBox::currentIndexChanged, &widget, edited);
}

// Radio buttons whose ids are the enum's numbers.
template <class Enum>
requires std::is_enum_v<Enum>
void show(QButtonGroup& group, Enum value)
{
    if (QAbstractButton* button = group.button(int(value)))
        button->setChecked(true);
}
template <class Enum>
requires std::is_enum_v<Enum>
void read(const QButtonGroup& group, Enum& value)
{
    if (group.checkedId() >= 0)
        value = Enum(group.checkedId());
}
template <class F>
void onEdit(QButtonGroup& group, F edited)
{
    QObject::connect(&group, &QButtonGroup::idToggled, &group, edited);
}

template <ValueEdit W, class V>
void show(W& widget, const V& value)
{
    widget.setValue(value);
}
template <ValueEdit W, class V>
void read(const W& widget, V& value)
{
    value = widget.value();
}
template <ValueEdit W, class F>
void onEdit(W& widget, F edited)
{
    QObject::connect(&widget, &W::edited, &widget, edited);
}

} // namespace binding

template <class Enum>
void addChoice(QComboBox& box, Enum value, const QString& text)
{
    box.addItem(text, int(value));
}

// Ties widgets to the fields of a plain struct, each field written once: bind(m_port, &Service::port). A
// field within a field is a path: bind(m_lan, &Service::relay, &Relay::lan). Holds no values: the widgets do.
template <class T>
class Binder {
public:
    // `edited` is called after each change by the user or by a program, but not during load().
    explicit Binder(std::function<void()> edited)
        : m_edited(std::move(edited))
    {
    }

    template <class Widget, class... Path>
    void bind(Widget* widget, Path... path)
    {
        const auto at = [path...](auto& value) -> auto&
        {
            return (value.*....*path);
        };
        Field field;
        field.show = [widget, at](const T& value) { binding::show(*widget, at(value)); };
        field.write = [widget, at](T& value) { binding::read(*widget, at(value)); };
        field.writeChange = [widget, at](T& value, const T& loaded) {
            auto now = at(loaded);
            binding::read(*widget, now);
            if (!(now == at(loaded)))
                at(value) = std::move(now);
        };
        m_fields.push_back(std::move(field));
        binding::onEdit(*widget, [this] { noteEdit(); });
    }

    // `widgets` can be used only while `box` is checked (or is not, with `whenChecked` false).
    void enable(QAbstractButton* box, const QList<QWidget*>& widgets, bool whenChecked = true)
    {
        const auto apply = [box, widgets, whenChecked] {
            for (QWidget* widget : widgets)
                widget->setEnabled(box->isChecked() == whenChecked);
        };
        QObject::connect(box, &QAbstractButton::toggled, box, apply);
        apply();
    }

    void load(const T& value)
    {
        m_loading = true;
        for (const Field& field : m_fields)
            field.show(value);
        m_loading = false;
    }
    void write(T& value) const
    {
        for (const Field& field : m_fields)
            field.write(value);
    }
    void writeChanges(T& value, const T& loaded) const
    {
        for (const Field& field : m_fields)
            field.writeChange(value, loaded);
    }
    std::size_t size() const { return m_fields.size(); }

private:
    struct Field {
        std::function<void(const T&)> show;
        std::function<void(T&)> write;
        std::function<void(T&, const T&)> writeChange;
    };

    void noteEdit()
    {
        if (!m_loading && m_edited)
            m_edited();
    }

    std::vector<Field> m_fields;
    std::function<void()> m_edited;
    bool m_loading = false;
};

// A page whose fields are all bound.
template <class T>
class BoundPage : public StructPage<T> {
public:
    BoundPage(const QString& id, const QString& title)
        : StructPage<T>(id, title)
        , m_binder([this] { Q_EMIT this->edited(); })
    {
    }

    void load(const T& value) override { m_binder.load(value); }
    void write(T& value) const override { m_binder.write(value); }
    void writeChanges(T& value, const T& loaded) const override { m_binder.writeChanges(value, loaded); }

protected:
    Binder<T>& binder() { return m_binder; }

private:
    Binder<T> m_binder;
};

} // namespace postern::ui
