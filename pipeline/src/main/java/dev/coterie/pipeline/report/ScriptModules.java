package dev.coterie.pipeline.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page's ES modules joined into one, each after those that it imports.
 *
 * <p>A page that is opened from disk cannot load modules from beside it. The modules therefore keep
 * to three habits that make joining safe: an import is one line and renames nothing, an export
 * stands before its declaration, and no two modules declare the same name at their top.
 */
final class ScriptModules {
  private static final Pattern IMPORT =
      Pattern.compile("^import \\{[^}]*\\} from \"\\./([a-z-]+\\.js)\";\\R", Pattern.MULTILINE);

  private static final Pattern EXPORT =
      Pattern.compile("^export (?=(async )?function |const |let |class )", Pattern.MULTILINE);

  private ScriptModules() {}

  static String joined(String entry) {
    Map<String, String> modules = new LinkedHashMap<>();
    add(entry, modules);
    return String.join("\n", modules.values());
  }

  private static void add(String name, Map<String, String> modules) {
    String source = ReportPage.resource("page/" + name);
    Matcher imports = IMPORT.matcher(source);
    while (imports.find()) {
      if (!modules.containsKey(imports.group(1))) {
        add(imports.group(1), modules);
      }
    }
    modules.put(name, EXPORT.matcher(IMPORT.matcher(source).replaceAll("")).replaceAll(""));
  }
}
