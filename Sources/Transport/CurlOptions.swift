import CCurl
import CurlCalls

/// Sets the options of one transfer, and remembers the first that libcurl does not take.
struct CurlOptions {
    private let handle: UnsafeMutableRawPointer
    /// Why an option was not taken; nil while all were.
    private(set) var refused: CURLcode?
    /// Lists that libcurl reads while the transfer runs; whoever sets up the transfer frees them.
    private(set) var lists: [UnsafeMutablePointer<curl_slist>] = []

    init(_ handle: UnsafeMutableRawPointer) { self.handle = handle }

    /// Remembers what became of an option.
    mutating func note(_ code: CURLcode) { if code != CURLE_OK { refused = refused ?? code } }

    mutating func set(_ option: CURLoption, _ number: Int) { note(curl_calls_set_long(handle, option, number)) }

    mutating func set(_ option: CURLoption, _ text: String) { note(curl_calls_set_string(handle, option, text)) }

    mutating func set(_ option: CURLoption, _ pointer: UnsafeMutableRawPointer) {
        note(curl_calls_set_pointer(handle, option, pointer))
    }

    /// In milliseconds, at least 1: for libcurl 0 is its own default.
    mutating func set(_ option: CURLoption, _ duration: Duration) {
        set(option, Int(min(max(duration / .milliseconds(1), 1), 1e9)))
    }

    mutating func set(_ option: CURLoption, _ lines: [String]) {
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines { list = curl_slist_append(list, line) ?? list }
        guard let list else { return }
        lists.append(list)
        set(option, UnsafeMutableRawPointer(list))
    }

    /// Sets the body of the request, which libcurl copies.
    mutating func set(body: [UInt8]) {
        note(body.withUnsafeBytes { curl_calls_set_body(handle, $0.baseAddress, curl_off_t($0.count)) })
    }
}
