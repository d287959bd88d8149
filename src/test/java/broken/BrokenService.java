package broken;

/** Named by its module alone, and writes where nobody reads. */
class BrokenService {

    void write() {
        System.out.println("broken");
    }
}
