/// What a post does, as the codebook defines it.
package enum Kind: String, CaseIterable, Codable, Sendable {
    /// Someone asks for information or help, or describes a plight that an answer would ease.
    case request
    /// An advertisement: a job, room, transport, paid paperwork help, goods, a channel promoting itself.
    case offer
    /// Something stated as a fact about rights, money, offices or law that others may act on.
    case claim
    /// Everything else.
    case chatter
}
