// SPDX-License-Identifier: GPL-3.0-or-later
// A message: the fields of its header are the same in whatever pieces it comes, and its authors can be made
// out or not, but not differently.
#include "mailauth/authors.h"
#include "mailauth/header_fields.h"
#include "require.h"

#include <cstdint>
#include <string>
#include <vector>

using namespace postern::mailauth;

namespace {

struct Read {
    std::vector<std::string> fields;
    std::vector<std::string> from;
    bool tooLarge = false;
    bool fromTooLarge = false;
    std::string body;
    Authors authors;

    bool operator==(const Read&) const = default;
};

std::vector<std::string> textsOf(const std::vector<HeaderField>& fields)
{
    std::vector<std::string> texts;
    for (const HeaderField& field : fields)
        texts.push_back(field.text);
    return texts;
}

Read read(std::string_view message, std::size_t piece, HeaderFields::Keep keep)
{
    HeaderFields header(keep);
    Read read;
    for (; !message.empty(); message.remove_prefix(std::min(piece, message.size())))
        read.body += header.scan(message.substr(0, piece));
    header.finish();
    require(header.isOver(), "it ends");
    read.fields = textsOf(header.fields());
    read.from = textsOf(header.from());
    read.tooLarge = header.tooLarge();
    read.fromTooLarge = header.fromTooLarge();
    read.authors = authorsOf(header);
    std::size_t octets = 0;
    for (const HeaderField& field : header.fields()) {
        octets += field.text.size();
        require(field.name().size() + field.value().size() <= field.text.size(), "parts are of the whole");
        require(!field.is("from") || field.name().size() == 4, "a field is called what it is");
    }
    require(octets <= HeaderFields::maxOctets && header.fields().size() <= HeaderFields::maxFields,
            "fields are bounded");
    require(header.from().size() <= HeaderFields::maxFromFields, "From: is bounded");
    return read;
}

void checkAuthors(const Authors& authors)
{
    require(authors.domains.size() <= maxMailboxes, "authors are bounded");
    for (const std::string& domain : authors.domains)
        require(!domain.empty() && domain.find_first_of(" \t\r\n") == domain.npos,
                "a domain is one word: they are kept with blanks between");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view message(reinterpret_cast<const char*>(data), size);
    for (const auto keep : {HeaderFields::Keep::All, HeaderFields::Keep::Authors}) {
        const Read whole = read(message, message.size() + 1, keep);
        require(read(message, 1, keep) == whole && read(message, 7, keep) == whole, "pieces change nothing");
        checkAuthors(whole.authors);
    }
    const Authors authors = authorsOf(message); // as the value of a From:
    checkAuthors(authors);
    require(authorsOf(message) == authors, "it is read the same again");
    return 0;
}
