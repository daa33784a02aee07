package import Domain

/// What an interface or a webhook says that has happened.
package enum PlatformEvent: Hashable, Sendable {
    /// A post, new or edited; or something that is none.
    case row(ExportRow)
    /// A post is gone or hidden.
    case deleted(DeletedPost)
    /// A space has got another id on its platform; posts follow under the new one.
    case moved(SpaceReference, to: String)
    /// Something happened of which only ids were told: the source has to ask for the rest.
    case lookUp(LookUp)
}

/// What a webhook only named, and the source's next round asks the platform for.
package struct LookUp: Hashable, Codable, Sendable {
    /// What is looked up, as the platform's module calls it, such as `mentioned-comment`.
    package var what: String
    /// The ids that it takes, by name.
    package var ids: [String: String]

    package init(_ what: String, ids: [String: String]) {
        self.what = what
        self.ids = ids
    }
}
