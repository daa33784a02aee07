/// What became of captured posts.
struct CapturedPage: Page {
    static let template = "captured"
    let frame: PageFrame
    /// That something was taken back; nil else.
    let undone: String?
    /// How many were new, known, changed or left out, each in words.
    let counts: [String]
    /// The enquiries that the posts stand in.
    let enquiries: [EnquiryCard]
    /// Whether posts were saved and stand in none.
    let isWithoutEnquiry: Bool
    /// Whether there are warnings.
    let hasWarnings: Bool
    /// What a person should look at again.
    let warnings: [String]
    /// The address of the first post; nil where it is none that a browser may open.
    let permalink: String?
    /// Whether the words are shown.
    let hasEchoes: Bool
    /// Whether the words hold marks that nobody sees.
    let hasInvisible: Bool
    /// The words of each post.
    let echoes: [Echo]

    /// An enquiry in short.
    struct EnquiryCard: Sendable {
        let number: Int64
        let heading: String
        let urgency: String
        let urgencyClass: String
        let language: String
        /// Allows taking this enquiry out of the queue; nil where it holds more than what was just saved.
        let undoTicket: String?
    }

    /// The words of a post with invisible marks made visible.
    struct Echo: Sendable {
        let parts: [VisibleText.Part]
    }
}
