/// Where a personal token is pasted.
struct SignInPage: Page {
    static let template = "sign-in"
    let frame: PageFrame
    /// Why it was refused; nil at first.
    let fault: String?
    /// What was done before; nil for nothing.
    let message: String?
    /// Whether there is something to be saved afterwards.
    let hasDraft: Bool
    /// The address of the post that is to be saved.
    let url: String
    /// Its words.
    let text: String
    /// The title of the page that it stands on.
    let pageTitle: String
}

/// How capture is begun from other sites and apps.
struct BookmarkletPage: Page {
    static let template = "bookmarklet"
    let frame: PageFrame
    /// The program of the bookmark, as an address.
    let code: String
}

/// That something went wrong, without its cause.
struct NoticePage: Page {
    static let template = "notice"
    let frame: PageFrame
    /// What a visitor may know.
    let sentence: CapturePage.Sentence
    /// What leads to the line in the log; nil where there is none.
    let reference: String?
}
