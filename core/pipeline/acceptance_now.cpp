#include "core/pipeline/acceptance_now.h"

#include "core/platform/system_identity.h"
#include "core/support/text.h"

#include <QDateTime>

#include <algorithm>

namespace mi {

Result<Acceptance> acceptanceNow(std::string_view reason)
{
    const auto wrong = [](std::string detail) {
        return Error{.code = ErrorCode::invalidFormat,
                     .operation = "accept the study",
                     .subject = {},
                     .detail = std::move(detail),
                     .offset = {}};
    };
    const std::string_view text = trimmedPadding(reason);
    if (text.empty())
        return wrong("the reason is empty");
    if (text.size() > Acceptance::longestReason)
        return wrong("the reason is longer than " + std::to_string(Acceptance::longestReason) + " bytes");
    if (std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }))
        return wrong("the reason has a control character in it");
    return Acceptance{.reason = std::string(text),
                      .by = currentUserName(),
                      .at = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString(),
                      .findings = {}};
}

} // namespace mi
