/// What is around every page.
struct PageFrame: Sendable {
    /// The language of the page.
    let language: String
    /// What the page is about.
    let title: String
    /// Who is signed in, in words; nil where nobody is.
    let signedIn: String?
    /// Proves that a form of this page comes from this page.
    let check: String
    /// The languages that the page can be shown in.
    let languages: [LanguageLink]
    /// Where the style is.
    let stylePath: String
    /// Where the script is.
    let scriptPath: String
    /// Where the icon is.
    let iconPath: String
    /// Where the icon for home screens of iPhones is.
    let touchIconPath: String

    /// A link that shows the page in a language.
    struct LanguageLink: Sendable {
        /// The name of the language in itself.
        let name: String
        /// Its code.
        let language: String
        /// Where it leads.
        let link: String
        /// Whether the page is in it already.
        let isShown: Bool
    }
}
