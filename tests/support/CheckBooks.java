import com.adobe.epubcheck.tool.EpubChecker;

/** Checks several books with EPUBCheck in one run of Java; fails at the first with a warning. */
public class CheckBooks {
    public static void main(String[] books) {
        for (String book : books) {
            int status = new EpubChecker().run(new String[] {"--failonwarnings", book});
            if (status != 0) {
                System.exit(status);
            }
        }
        System.out.println("books without a warning: " + books.length);
    }
}
