/// How JSON of TikTok's interfaces was saved.
package enum TikTokLayout: Sendable {
    /// One JSON document.
    case document
    /// One JSON value per line.
    case lines
}
