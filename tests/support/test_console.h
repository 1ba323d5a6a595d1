// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/fake_tester.h"
#include "support/gui.h"
#include "support/scripted_prompter.h"
#include "support/temp_store.h"
#include "ui/data/live_status.h"
#include "ui/data/store_client.h"
#include "ui/log/log_filter.h"
#include "ui/shell/console.h"

#include <string>
#include <utility>
#include <vector>

namespace postern::test {

// What is around a page, without a main window: a real store, and a note of where the page wanted to lead.
class TestConsole final : public ui::Console {
public:
    TestConsole()
    {
        if (!QTest::qWaitFor([this] { return m_live.overview().loaded(); }))
            QTest::qFail("the store is not read", __FILE__, __LINE__);
    }

    TempStore& tempStore() { return m_tempStore; }
    ScriptedPrompter& scripted() { return m_prompter; }

    ui::StoreClient& store() override { return m_client; }
    ui::Prompter& prompter() override { return m_prompter; }
    ui::LiveStatus& live() override { return m_live; }
    FakeTester& tester() override { return m_tester; }
    void open(const ui::Place& place) override { opened.push_back(place); }
    void showRejections(const std::string& service) override { rejections.push_back(service); }
    void showInLog(const std::string& search) override { searches.push_back(search); }
    void showLog(const ui::LogFilter& filter) override { filters.push_back(filter); }
    void explain(const std::string& service, const policy::Facts& facts) override
    {
        explained.emplace_back(service, facts);
    }

    std::vector<ui::Place> opened;
    std::vector<std::string> rejections;
    std::vector<std::string> searches;
    std::vector<ui::LogFilter> filters;
    std::vector<std::pair<std::string, policy::Facts>> explained;

private:
    TempStore m_tempStore;
    ScriptedPrompter m_prompter;
    FakeTester m_tester;
    ui::StoreClient m_client{m_tempStore.where()};
    ui::LiveStatus m_live{m_client};
};

} // namespace postern::test
