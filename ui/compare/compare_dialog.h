// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/configuration.h"
#include "store/comparison.h"
#include "ui/shell/place.h"

#include <QDialog>

#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTreeWidget;
class QTreeWidgetItem;

namespace postern::store {
class Store;
}

namespace postern::ui {

class Console;

// What one service has that another has not, setting by setting, in the words of History; or what is not as
// its preset, or another, would make it. Changes nothing; leads to where it is set. Follows what is saved
// meanwhile.
class CompareDialog final : public QDialog {
    Q_OBJECT

public:
    CompareDialog(Console& console, model::Id service, QWidget* parent = nullptr);

    static constexpr int entryLimit = 100; // lines of each difference of a list

private:
    struct Reading {
        model::Configuration configuration;
        std::vector<store::SettingDifference> settings;
        std::vector<store::ListDifference> lists;
    };
    // Another service, or the defaults of a preset.
    struct Other {
        model::Id service = 0;
        std::optional<model::Preset> preset{};

        bool operator==(const Other&) const = default;
    };

    void fillOthers();
    std::optional<Other> other() const;
    QString otherName() const;
    void read();
    static Result<Reading> compare(store::Store& store, model::Id service, const Other& other);
    void present(const Reading& reading);
    void showSettings(const std::vector<store::SettingDifference>& settings);
    void showLists(const std::vector<store::ListDifference>& lists);
    void addEntries(QTreeWidgetItem* list, const store::ListDifference& difference);
    void showText(const QString& text);
    void openCurrent(bool inOther);
    void updateButtons();

    Console& m_console;
    model::Id m_service;
    QComboBox* m_others;
    QStackedWidget* m_stack;
    QTreeWidget* m_table;
    QLabel* m_text;
    QPushButton* m_open;
    QPushButton* m_openOther;
    std::vector<std::optional<Other>> m_choices; // by index; nullopt: a line between them
    std::vector<Place> m_places;                 // by row, of the service itself
    std::string m_name;
    std::string m_otherName; // "" for a preset
    int m_generation = 0;
};

} // namespace postern::ui
