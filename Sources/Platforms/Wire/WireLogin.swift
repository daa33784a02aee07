/// Who asks: a user with a password or a key.
///
/// Through HTTPS it goes along with the first request as Basic. Its description names nothing of it.
package struct WireLogin: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// The name of the user.
    package var user: String
    /// The password; with a key the words that open it, empty for none.
    package var password: String
    /// The file with the private key; nil for the password alone.
    ///
    /// Of use through SSH only.
    package var keyFile: String?

    package init(user: String, password: String, keyFile: String? = nil) {
        self.user = user
        self.password = password
        self.keyFile = keyFile
    }

    package var description: String { "WireLogin" }

    /// Nothing to look into, so that `dump` and failing tests show nothing either.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
