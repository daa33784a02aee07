import Foundation
import Platforms
import Testing

struct TikTokLinksTests {
    @Test(arguments: [
        ("https://www.tiktok.com/@a.b/video/765?is_from_webapp=1#x", "https://www.tiktok.com/@a.b/video/765"),
        ("http://m.tiktok.com/v/7650000000000000001.html?_d=x&u=1", "https://m.tiktok.com/v/7650000000000000001"),
        (" https://www.tiktokv.com/share/video/765/ ", "https://www.tiktokv.com/share/video/765"),
        ("https://VM.TikTok.com/ZMexample/", "https://vm.tiktok.com/ZMexample"),
    ])
    func `drops what was added to an address`(_ address: String, _ clean: String) {
        #expect(TikTokLinks.normalised(address) == clean)
    }

    @Test(arguments: [
        "https://example.org/@a/video/1", "https://tiktok.com.example.org/video/1", "https://nottiktok.com/video/1",
        "javascript:alert(1)", "https://www.tiktok.com/", "", "N/A",
    ])
    func `takes no address of others`(_ address: String) {
        #expect(TikTokLinks.normalised(address) == nil)
    }

    @Test(arguments: [
        ("https://www.tiktok.com/@a.b/video/7650000000000000001?x=1", "7650000000000000001"),
        ("https://www.tiktok.com/@a.b/photo/7650000000000000002", "7650000000000000002"),
        ("https://m.tiktok.com/v/7650000000000000003.html", "7650000000000000003"),
        ("https://www.tiktok.com/@a.b", nil),
        ("https://www.tiktok.com/@a.b/video/x", nil),
    ])
    func `finds the id of a video in an address`(_ address: String, _ id: String?) {
        #expect(TikTokLinks.videoID(in: address) == id)
    }

    @Test func `writes the address of a video`() {
        #expect(TikTokLinks.video("1", of: "a.b") == "https://www.tiktok.com/@a.b/video/1")
        #expect(TikTokLinks.video("1", of: "a/b?c") == "https://www.tiktok.com/@a%2Fb%3Fc/video/1")
    }

    @Test func `tells the time of a video from its id`() {
        #expect(TikTokLinks.moment(ofID: "7709447967604998144")?.timeIntervalSince1970 == 1_794_995_732)
        #expect(TikTokLinks.moment(ofID: "12") == nil)
        #expect(TikTokLinks.moment(ofID: "abc") == nil)
    }
}
