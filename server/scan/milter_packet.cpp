// SPDX-License-Identifier: GPL-3.0-or-later
#include "scan/milter_packet.h"

namespace postern::scan {

namespace {

constexpr std::size_t numberSize = 4;

std::uint32_t numberIn(std::string_view bytes)
{
    std::uint32_t value = 0;
    for (const char byte : bytes.substr(0, numberSize))
        value = (value << 8U) | static_cast<unsigned char>(byte);
    return value;
}

} // namespace

std::string milterNumber(std::uint32_t value)
{
    std::string bytes(numberSize, '\0');
    for (std::size_t i = numberSize; i-- > 0; value >>= 8U)
        bytes[i] = char(value & 0xffU);
    return bytes;
}

std::string milterText(std::string_view text)
{
    return std::string(text.substr(0, text.find('\0'))) + '\0';
}

std::string milterPacket(milter::Command command, std::string_view data)
{
    std::string packet = milterNumber(std::uint32_t(data.size() + 1));
    packet += char(command);
    packet += data;
    return packet;
}

void MilterPacketReader::input(std::string_view bytes)
{
    m_input.erase(0, std::exchange(m_taken, 0));
    if (!m_broken)
        m_input += bytes;
}

std::optional<MilterPacket> MilterPacketReader::next()
{
    const std::string_view input = std::string_view(m_input).substr(m_taken);
    if (m_broken || input.size() < numberSize)
        return std::nullopt;
    const std::size_t length = numberIn(input);
    if (length == 0 || length > longest) {
        m_broken = true;
        m_input.clear();
        m_taken = 0;
        return std::nullopt;
    }
    if (input.size() < numberSize + length)
        return std::nullopt;
    m_taken += numberSize + length;
    return MilterPacket{input[numberSize], std::string(input.substr(numberSize + 1, length - 1))};
}

std::uint32_t MilterData::number()
{
    m_bad = m_bad || m_rest.size() < numberSize;
    if (m_bad)
        return 0;
    const std::uint32_t value = numberIn(m_rest);
    m_rest.remove_prefix(numberSize);
    return value;
}

std::string MilterData::text()
{
    const std::size_t end = m_rest.find('\0');
    m_bad = m_bad || end == m_rest.npos;
    if (m_bad)
        return {};
    std::string text(m_rest.substr(0, end));
    m_rest.remove_prefix(end + 1);
    return text;
}

} // namespace postern::scan
