import java.io.File;
import java.util.List;
import org.omegat.core.Core;
import org.omegat.core.data.NotLoadedProject;
import org.omegat.core.data.ProjectProperties;
import org.omegat.gui.glossary.GlossaryEntry;
import org.omegat.gui.glossary.GlossaryReaderCSV;
import org.omegat.gui.glossary.GlossaryReaderTBX;
import org.omegat.gui.glossary.GlossaryReaderTSV;

/** Prints what OmegaT reads in glossaries: file, source, target, parted by tabs. */
public class CountTerms {
    public static void main(String[] arguments) throws Exception {
        final ProjectProperties properties = new ProjectProperties(new File(arguments[0]));
        properties.setSourceLanguage(arguments[1]);
        properties.setTargetLanguage("EN");
        Core.setProject(new NotLoadedProject() {
            public ProjectProperties getProjectProperties() {
                return properties;
            }
        });
        java.io.PrintStream out = new java.io.PrintStream(System.out, true, "UTF-8");
        for (int index = 2; index < arguments.length; index++) {
            File file = new File(arguments[index]);
            String name = file.getName();
            List<GlossaryEntry> found = name.endsWith(".tbx") ? GlossaryReaderTBX.read(file, false)
                : name.endsWith(".csv") ? GlossaryReaderCSV.read(file, false)
                : GlossaryReaderTSV.read(file, false);
            for (GlossaryEntry entry : found) {
                for (String target : entry.getLocTerms(false)) {
                    out.println(name + "\t" + entry.getSrcText() + "\t" + target);
                }
            }
        }
    }
}
