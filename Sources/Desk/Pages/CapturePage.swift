/// The form into which a post is put by hand.
struct CapturePage: Page {
    static let template = "capture"
    let frame: PageFrame
    /// Why it was not saved; nil at first.
    let fault: Fault?
    /// The title of the page that the post stands on, as a phone shares it.
    let pageTitle: String?
    /// The address of the post.
    let url: String
    /// The words of the post.
    let text: String
    /// The spaces that can be chosen.
    let spaces: [SpaceChoice]
    /// Whether author and time are shown.
    let isOpen: Bool
    /// Who wrote it.
    let author: String
    /// When it was posted, as the field of a form writes it.
    let time: String
    /// What is to be known of the time.
    let timeHint: String

    /// What went wrong, and what to do about it.
    struct Fault: Sendable {
        let sentences: [Sentence]
    }

    /// A sentence in a language of its own.
    struct Sentence: Sendable {
        let language: String
        let words: String
    }

    /// A space in a list.
    struct SpaceChoice: Sendable {
        let number: Int64
        let name: String
        let isChosen: Bool
    }
}
