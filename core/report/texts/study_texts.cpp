// Words for the rules of core/checks/study_rules.cpp that are about files; those about studies are in
// study_as_whole_texts.cpp.
#include "core/report/texts/text_row.h"

#include <array>

namespace mi {

namespace {

constexpr std::array rows{
    TextRow{"container.damaged", MI_TEXT("The archive file is cut off or broken"),
            MI_TEXT("Only part of what is inside could be taken out. What came out was checked; studies in it may be "
                    "incomplete."),
            MI_TEXT("Copy or download the file again. If it stays broken, ask the sender to send it again.")},
    TextRow{"container.empty", MI_TEXT("The archive file holds no files"),
            MI_TEXT("There is nothing inside that could be checked or filed."),
            MI_TEXT("Ask the sender whether this is the right file.")},
    TextRow{"container.encrypted", MI_TEXT("The archive file is protected by a password"),
            MI_TEXT("Its content cannot be read without the password, so nothing is known about it."),
            MI_TEXT("Enter the password that came with it, or ask the sender for it. It is often sent separately.")},
    TextRow{"container.member-damaged", MI_TEXT("A file inside the archive file is broken"),
            MI_TEXT("It could not be taken out as it was put in. Part of the study may be missing."),
            MI_TEXT("Copy or download the archive file again. If it stays broken, ask the sender to send it again.")},
    TextRow{"container.nested-too-deep", MI_TEXT("An archive file inside other archive files was not opened"),
            MI_TEXT("Archive files are opened to a small depth only, because endless nesting is a known attack. What "
                    "is in this one is not known."),
            MI_TEXT("If the sender is known to you, unpack the file by hand and drop the folder.")},
    TextRow{"container.too-much-content", MI_TEXT("The archive file holds far more than it should"),
            MI_TEXT("Its content was not read to the end: files that grow beyond reason when they are opened are a "
                    "known attack. Studies in it may be incomplete."),
            MI_TEXT("If the sender is known to you, unpack the file by hand and drop the folder.")},
    TextRow{"container.unsafe-name", MI_TEXT("A file in the archive file has a name that reaches outside it"),
            MI_TEXT("Other programs could write such a file to a place where it does harm. Here it was only read and "
                    "checked."),
            MI_TEXT("Do not unpack the archive file with another program before you know who made it. Tell the "
                    "sender.")},
    TextRow{"file.cannot-be-read", MI_TEXT("The file cannot be read"),
            MI_TEXT("The system refused to hand over the file's content, so nothing is known about it. Part of the "
                    "study may be missing."),
            MI_TEXT("Clean the disc or try another drive, check the access rights, then try again. If it stays "
                    "unreadable, ask the sender for a new copy.")},
    TextRow{"file.empty", MI_TEXT("The file is empty"),
            MI_TEXT("It has a name but no content. Something went wrong while the medium was written or copied."),
            MI_TEXT("Ask the sender to export the study again.")},
    TextRow{"file.not-dicom", MI_TEXT("Not a DICOM file"),
            MI_TEXT("Discs often carry viewers, documents and pictures beside the study. This file is one of them and "
                    "will not be filed."),
            MI_TEXT("Nothing to do. If it is a report that belongs to the patient, file it by hand.")},
    TextRow{"file.not-regular", MI_TEXT("Not an ordinary file"),
            MI_TEXT("This is a pipe, a socket or a device. Such things hold no images and are not opened."),
            MI_TEXT("Nothing to do.")},
    TextRow{"file.symbolic-link", MI_TEXT("A link to another place was not followed"),
            MI_TEXT("The link may lead outside what was dropped, so what it points to was not checked."),
            MI_TEXT("If the files behind the link belong to the study, drop the folder that really holds them.")},
    TextRow{"file.too-large-for-setting", MI_TEXT("The file is larger than the settings allow and was not read"),
            MI_TEXT("A limit for the size of files is set for this workplace. The study is incomplete without this "
                    "file."),
            MI_TEXT("If the size is plausible, for example for a video, raise the limit in the settings and check "
                    "again.")},
    TextRow{"folder.cannot-be-read", MI_TEXT("A folder cannot be opened"),
            MI_TEXT("The files in it are not known and not checked. Studies of this source may be incomplete."),
            MI_TEXT("Check the access rights or the disc, then try again.")},
    TextRow{"study.container.incomplete", MI_TEXT("The archive file around this study was not read to the end"),
            MI_TEXT("It is broken, protected by a password or too large, so images of this study may be missing."),
            MI_TEXT("See what is said about the archive file itself, then check again.")},
    TextRow{"study.source.interrupted", MI_TEXT("The source vanished before the study was read to the end"),
            MI_TEXT("The disc was removed or the network connection was lost. The study is incomplete."),
            MI_TEXT("Put the disc back or restore the connection, then check again.")},
};

} // namespace

std::span<const TextRow> studyTexts()
{
    return rows;
}

} // namespace mi
