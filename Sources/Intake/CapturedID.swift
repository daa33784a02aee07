/// The ids of posts that were copied by hand and whose address has none.
extension Keyring {
    /// An id that is the same whenever the same words are copied from the same address; keyed, so that the words cannot
    /// be guessed from it.
    package func capturedID(link: String, text: String) -> String {
        let digits = mark("captured\u{1F}\(link)\u{1F}\(text)".utf8).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count < 2 ? "0\(digits)" : digits
        }
        return "captured:" + digits.joined()
    }
}
