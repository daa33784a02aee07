import Classification
import Testing
import Training

struct VectorCacheTests {
    private var cache: VectorCache {
        var cache = VectorCache(encoder: 7, dimension: 3)
        cache.vectors[VectorCache.Key("one")] = [0.1, -2, .pi]
        cache.vectors[VectorCache.Key("two")] = [1, 2, 3]
        return cache
    }

    @Test func `a file gives back every vector to the last bit`() throws {
        let again = try VectorCache(fileBytes: cache.fileBytes)

        #expect(again.encoder == 7)
        #expect(again.dimension == 3)
        #expect(again.vectors == cache.vectors)
        #expect(again.fileBytes == cache.fileBytes)
    }

    @Test func `the file holds no text`() {
        let bytes = cache.fileBytes

        #expect(!String(decoding: bytes, as: UTF8.self).contains("one"))
    }

    @Test func `a file that is none, or was cut off, is refused with the reason`() {
        #expect(throws: ModelFileFault(reason: "it holds no vectors")) { try VectorCache(fileBytes: [1, 2]) }
        #expect(throws: ModelFileFault(reason: "it is cut off")) {
            try VectorCache(fileBytes: Array(cache.fileBytes.dropLast()))
        }
    }

    @Test func `another encoder has another name, if only in the last bit of one vector`() {
        let one = VectorCache.name(of: [[1, 2], [3, 4]])

        #expect(one == VectorCache.name(of: [[1, 2], [3, 4]]))
        #expect(one != VectorCache.name(of: [[1, 2], [3, Float(4).nextUp]]))
    }
}
