// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/curl_fetcher.h"

#include <asio/post.hpp>
#include <curl/curl.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace postern::delivery {

namespace {

using Clock = std::chrono::steady_clock;

struct Free {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

// Once, before any thread uses it.
void prepareCurl()
{
    static const CURLcode once = curl_global_init(CURL_GLOBAL_DEFAULT);
    (void)once;
}

std::size_t take(char* bytes, std::size_t /*one*/, std::size_t count, void* into)
{
    auto& text = *static_cast<std::string*>(into);
    if (text.size() + count > longestStsPolicy)
        return 0; // too long: it is broken off
    text.append(bytes, count);
    return count;
}

int goOn(void* ending, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    return *static_cast<const std::atomic<bool>*>(ending) ? 1 : 0;
}

// So that libcurl asks no DNS by itself: "host:443:192.0.2.1,[2001:db8::1]".
std::string pinned(const std::string& host, std::uint16_t port, const std::vector<IpAddress>& addresses)
{
    std::string line = host + ':' + std::to_string(port) + ':';
    for (const IpAddress& address : addresses) {
        const std::string text = address.toString();
        line += (line.back() == ':' ? "" : ",") + (address.isV4() ? text : '[' + text + ']');
    }
    return line;
}

bool isPlainText(const char* type)
{
    std::string word = type != nullptr ? type : "";
    word = word.substr(0, word.find_first_of("; "));
    std::transform(word.begin(), word.end(), word.begin(),
                   [](unsigned char c) { return char(std::tolower(c)); });
    return word == "text/plain";
}

Result<std::string> checked(CURL* handle, CURLcode code, std::string text, const std::string& url)
{
    if (code != CURLE_OK)
        return fail(ErrorKind::Unavailable, curl_easy_strerror(code), url);
    long status = 0;
    const char* type = nullptr;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(handle, CURLINFO_CONTENT_TYPE, &type);
    if (status != 200) // RFC 8461 3.3: no redirection either
        return fail(ErrorKind::Unavailable, "status " + std::to_string(status), url);
    if (!isPlainText(type))
        return fail(ErrorKind::Invalid, "it is no plain text", url);
    return text;
}

} // namespace

CurlFetcher::CurlFetcher()
    : CurlFetcher(Options{})
{
}

CurlFetcher::CurlFetcher(Options options)
    : m_options(std::move(options))
{
    prepareCurl();
}

CurlFetcher::~CurlFetcher()
{
    m_ending = true;
    m_threads.join();
}

void CurlFetcher::fetch(const std::string& host, const std::vector<IpAddress>& addresses,
                        std::function<void(Result<std::string>)> done)
{
    if (++m_waiting > mostWaiting) {
        --m_waiting;
        return done(fail(ErrorKind::Busy, "too many policies are being fetched", host));
    }
    asio::post(m_threads, [this, host, addresses, since = Clock::now(), done = std::move(done)] {
        const bool late = m_ending || Clock::now() - since > longestQueue;
        auto text = late ? fail(ErrorKind::Busy, "there was no time for it", host) : get(host, addresses);
        --m_waiting;
        done(std::move(text));
    });
}

Result<std::string> CurlFetcher::get(const std::string& host, const std::vector<IpAddress>& addresses) const
{
    const std::unique_ptr<CURL, Free> handle(curl_easy_init());
    const std::string port = m_options.port == 443 ? "" : ':' + std::to_string(m_options.port);
    const std::string url = "https://" + host + port + "/.well-known/mta-sts.txt";
    const std::unique_ptr<curl_slist, Free> resolve(
        curl_slist_append(nullptr, pinned(host, m_options.port, addresses).c_str()));
    if (!handle || !resolve)
        return fail(ErrorKind::Full, "there is no memory for a connection", url);
    std::string text;
    CURL* const curl = handle.get();
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_RESOLVE, resolve.get());
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, long(m_options.timeout.count()));
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &text);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, goOn);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &m_ending);
    if (!m_options.roots.empty())
        curl_easy_setopt(curl, CURLOPT_CAINFO, m_options.roots.c_str());
    const CURLcode code = curl_easy_perform(curl);
    return checked(curl, code, std::move(text), url);
}

} // namespace postern::delivery
