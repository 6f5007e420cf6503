#include "core/archive/sha256.h"

#include "core/support/text.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>

namespace mi::archive {

struct Sha256::Context {
    Context() : digest(EVP_MD_CTX_new()), isGood(digest && EVP_DigestInit_ex(digest, EVP_sha256(), nullptr) == 1) {}
    ~Context() { EVP_MD_CTX_free(digest); }
    Context(const Context &) = delete;
    Context &operator=(const Context &) = delete;

    EVP_MD_CTX *digest;
    bool isGood;
};

Sha256::Sha256() : m_context(std::make_unique<Context>()) {}

Sha256::~Sha256() = default;

void Sha256::add(std::span<const std::byte> bytes)
{
    if (m_context->isGood)
        m_context->isGood = EVP_DigestUpdate(m_context->digest, bytes.data(), bytes.size()) == 1;
}

std::string Sha256::finish()
{
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> bytes{};
    unsigned int length = 0;
    if (!m_context->isGood || EVP_DigestFinal_ex(m_context->digest, bytes.data(), &length) != 1)
        return {};
    m_context->isGood = false;
    return toHex(std::span<const std::uint8_t>(bytes.data(), length));
}

std::string sha256Of(std::span<const std::byte> bytes)
{
    Sha256 hash;
    hash.add(bytes);
    return hash.finish();
}

std::string sha256Of(std::string_view bytes)
{
    return sha256Of(std::as_bytes(std::span<const char>(bytes.data(), bytes.size())));
}

bool isSha256(std::string_view text)
{
    return text.size() == 64 &&
           std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

} // namespace mi::archive
