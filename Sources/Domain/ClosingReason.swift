/// Why the program itself closes an enquiry; stored and shown like a person's reason.
package enum ClosingReason {
    /// All its posts are gone from their platform.
    package static let deletedPosts = "deleted on its platform"
    /// All its posts stood in spaces whose consent was withdrawn.
    package static let withdrawnConsent = "consent of the space withdrawn"
}
