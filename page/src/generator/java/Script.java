import java.io.File;
import java.util.Arrays;
import java.util.List;
import org.teavm.backend.javascript.JSModuleType;
import org.teavm.diagnostics.Problem;
import org.teavm.tooling.ConsoleTeaVMToolLog;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.vm.TeaVMOptimizationLevel;

/**
 * Compiles the module to JavaScript. The build runs this program, because the Maven plugin of TeaVM
 * puts the classes of the module behind those of TeaVM, which then win over them.
 */
final class Script {
  private Script() {}

  /** Arguments: the class with the exports, the folder and the name of the script. */
  public static void main(String[] arguments) throws Exception {
    var tool = new TeaVMTool();
    tool.setTargetType(TeaVMTargetType.JAVASCRIPT);
    tool.setMainClass(arguments[0]);
    tool.setTargetDirectory(new File(arguments[1]));
    tool.setTargetFileName(arguments[2]);
    tool.setJsModuleType(JSModuleType.COMMON_JS);
    tool.setObfuscated(true);
    tool.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
    tool.setClassLoader(Script.class.getClassLoader());
    tool.setLog(new ConsoleTeaVMToolLog(false));
    tool.generate();
    List<Problem> problems = tool.getProblemProvider().getSevereProblems();
    if (!problems.isEmpty()) {
      problems.forEach(
          problem ->
              System.err.println(problem.getText() + " " + Arrays.toString(problem.getParams())));
      throw new IllegalStateException("The module cannot be compiled to JavaScript");
    }
  }
}
