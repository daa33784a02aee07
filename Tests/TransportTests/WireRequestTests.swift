import Platforms
import Testing

@Suite struct WireRequestTests {
    @Test(arguments: [
        ("https://api.telegram.org/bot1:secret/getMe", "GET api.telegram.org"),
        ("https://user:secret@Host.example:8443/path?token=secret", "GET host.example"),
        ("https://[2001:db8::1]/secret", "GET 2001:db8::1"), ("secret", "GET "),
    ])
    func `a request describes itself without its secrets`(url: String, shown: String) {
        let request = WireRequest(.get, url, headers: [.init("Authorization", "secret")])

        #expect("\(request)" == shown)
    }
}
