@main
struct Streetwork {
    static func main() { print("x") }
}
