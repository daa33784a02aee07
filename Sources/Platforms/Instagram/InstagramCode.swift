/// The short codes in the addresses of posts: the id of the post in digits of base 64.
enum InstagramCode {
    /// The id of a post; nil where the code is none.
    ///
    /// Posts of private accounts have longer codes, of which only the beginning holds the id.
    static func id(of code: some StringProtocol) -> String? {
        var id: UInt64 = 0
        for unit in code.utf8.prefix(11) {
            guard let digit = digits[unit] else { return nil }
            let (shifted, isTooLarge) = id.multipliedReportingOverflow(by: 64)
            if isTooLarge { return nil }
            id = shifted | digit
        }
        return id == 0 ? nil : String(id)
    }

    private static let digits: [UInt8: UInt64] = {
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        return Dictionary(uniqueKeysWithValues: alphabet.utf8.enumerated().map { ($1, UInt64($0)) })
    }()
}
