// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a fuzz target without libFuzzer: over every file of its corpus, then for two seconds over mutations of
// those. Prints its seed, and the input at hand when the target aborts; with the seed as second argument it
// repeats the run.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::size_t longest = 4'096;

const std::string* atHand = nullptr; // a signal has no argument of ours

// As a line that `printf` writes to a file; the process ends after it.
extern "C" void tellInput(int)
{
    std::fputs("input: ", stderr);
    for (const unsigned char octet : *atHand)
        std::fprintf(stderr, "\\x%02x", octet);
    std::fputs("\n", stderr);
}

void run(const std::string& input)
{
    atHand = &input;
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

std::vector<std::string> readCorpus(const char* folder)
{
    std::vector<std::string> corpus;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream file(entry.path(), std::ios::binary);
        corpus.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    std::ranges::sort(corpus); // so that a seed says the same on every machine
    return corpus;
}

class Mutator {
public:
    Mutator(std::vector<std::string> corpus, unsigned seed)
        : m_corpus(std::move(corpus))
        , m_random(seed)
    {
    }

    std::string next()
    {
        std::string input = m_corpus[below(m_corpus.size())];
        for (std::size_t n = 1 + below(8); n > 0; --n)
            mutate(input);
        input.resize(std::min(input.size(), longest));
        return input;
    }

private:
    std::size_t below(std::size_t end) { return end == 0 ? 0 : m_random() % end; }

    void mutate(std::string& input)
    {
        const std::size_t at = below(input.size());
        const std::string& other = m_corpus[below(m_corpus.size())];
        switch (below(5)) {
        case 0: // another octet
            if (!input.empty())
                input[at] = char(below(256));
            break;
        case 1: // one that matters
            input.insert(at, 1, "\r\n.\0<>@ =\"\\[]:\xff"[below(15)]);
            break;
        case 2:
            input.erase(at, 1 + below(16));
            break;
        case 3: // a piece of another input
            input.insert(at, other, below(other.size()), below(64));
            break;
        default: // something again
            input.insert(at, std::string(input, at, below(64)));
            break;
        }
    }

    std::vector<std::string> m_corpus;
    std::mt19937 m_random;
};

} // namespace

int main(int argc, char** argv)
{
    const auto corpus = argc > 1 ? readCorpus(argv[1]) : std::vector<std::string>();
    if (corpus.empty()) {
        std::fprintf(stderr, "usage: %s CORPUS-FOLDER [SEED]\n", argv[0]);
        return 2;
    }
    const unsigned seed = argc > 2 ? unsigned(std::stoul(argv[2])) : std::random_device()();
    std::printf("seed %u\n", seed);
    std::fflush(stdout);
    std::signal(SIGABRT, tellInput);
    for (const std::string& input : corpus)
        run(input);
    Mutator mutator(corpus, seed);
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(2);
    int runs = 0;
    for (; std::chrono::steady_clock::now() < end; ++runs)
        run(mutator.next());
    std::printf("%d inputs\n", runs);
}
