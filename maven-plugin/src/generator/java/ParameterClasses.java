import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Goal;
import io.github.rolecall.option.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.lang.model.SourceVersion;

/**
 * Generates the parameter class that each goal of the plugin extends, from the table of inputs. The
 * build runs this program before it compiles the plugin. The plugin does not contain it.
 */
final class ParameterClasses {
  /** The first release, which contains all parameters. */
  private static final String SINCE = "0.1.0";

  private ParameterClasses() {}

  /**
   * Writes the classes. Does not write unchanged files, so that they are not compiled again.
   *
   * @param args the folder of generated sources
   */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0], "io", "github", "rolecall", "maven"));
    for (Goal goal : Goal.values()) {
      Path file = folder.resolve(className(goal) + ".java");
      byte[] source = source(goal).getBytes(UTF_8);
      if (!Files.exists(file) || !java.util.Arrays.equals(Files.readAllBytes(file), source)) {
        Files.write(file, source);
      }
    }
  }

  private static String className(Goal goal) {
    var name = new StringBuilder();
    for (String word : goal.name().split("_", -1)) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name + "Parameters";
  }

  private static String source(Goal goal) {
    var fields = new StringBuilder();
    var puts = new StringBuilder();
    for (Input input : goal.inputs(FrontEnd.MAVEN)) {
      fields.append(field(input));
      String value = input == Input.ROLES ? "RolesParameter.text(roles)" : fieldName(input);
      puts.append("\n        .put(Input.%s, %s)".formatted(input.name(), value));
    }
    return """
        package io.github.rolecall.maven;

        import io.github.rolecall.option.Input;
        import java.util.List;
        import org.apache.maven.plugins.annotations.Parameter;
        import org.codehaus.plexus.configuration.PlexusConfiguration;
        import org.jspecify.annotations.Nullable;

        /** The parameters of {@code credentials:%s}. Generated from the table of inputs. */
        abstract class %s extends CredentialsMojo {
        %s
          @Override
          final Parameters parameters() {
            return new Parameters()%s;
          }
        }
        """
        .formatted(
            goal.name().toLowerCase(Locale.ROOT).replace('_', '-'),
            className(goal),
            fields,
            puts);
  }

  private static String field(Input input) {
    String name = input.parameter();
    String annotation = "@Parameter(property = \"credentials.%s\")".formatted(name);
    String setter = "";
    if (input == Input.ROLES) {
      // A property cannot contain XML elements.
      annotation = "@Parameter";
    } else if (!fieldName(input).equals(name)) {
      annotation = annotation.replace("(", "(name = \"%s\", ".formatted(name));
      setter =
          """

            /** Sets a parameter whose name is a keyword of Java. */
            public void set%s(%s value) {
              this.%s = value;
            }
          """
              .formatted(
                  Character.toUpperCase(name.charAt(0)) + name.substring(1),
                  type(input),
                  fieldName(input));
    }
    return """

          /**
           * %s
           *
           * @since %s
           */
          %s
          private @Nullable %s %s;
        """
            .formatted(javadoc(input), SINCE, annotation, type(input), fieldName(input))
        + setter;
  }

  private static String fieldName(Input input) {
    String name = input.parameter();
    return SourceVersion.isKeyword(name) ? name + "Value" : name;
  }

  private static String type(Input input) {
    if (input == Input.ROLES) {
      return "PlexusConfiguration";
    }
    return input.kind() == Input.Kind.LIST ? "List<@Nullable String>" : "String";
  }

  /**
   * Returns the Javadoc as one line. With line breaks inside of code, a line could begin with an at
   * sign.
   */
  private static String javadoc(Input input) {
    return input.pomDocumentation().replaceAll("`([^`]+)`", "{@code $1}");
  }
}
