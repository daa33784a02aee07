import Foundation

/// What the pages need to know of the place that they are shown at.
package struct DeskSettings: Sendable, Equatable {
    /// The address under which browsers reach the web server, without a slash at the end, such as
    /// `https://desk.example.org`; nil where it is only reached under its own address.
    package var webAddress: String?

    package init(webAddress: String? = nil) { self.webAddress = webAddress }

    /// Whether browsers come by https: cookies are then never sent in the clear.
    package var isSecure: Bool { webAddress?.hasPrefix("https://") == true }
}
