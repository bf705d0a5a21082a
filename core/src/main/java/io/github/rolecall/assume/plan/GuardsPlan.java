package io.github.rolecall.assume.plan;

import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Guards;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Plans the guards that credentials must pass before they are exported. */
record GuardsPlan(Inputs inputs) {
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  Guards guards() {
    return new Guards(
        accounts(Input.ALLOWED_ACCOUNT_IDS),
        accounts(Input.FORBIDDEN_ACCOUNT_IDS),
        inputs.flag(Input.SPECIAL_CHARACTERS_WORKAROUND, false));
  }

  /** Returns the names of the account guards that are set, as the user wrote them. */
  List<String> onAccounts() {
    return Stream.of(Input.ALLOWED_ACCOUNT_IDS, Input.FORBIDDEN_ACCOUNT_IDS)
        .filter(inputs::has)
        .map(inputs::name)
        .toList();
  }

  private List<String> accounts(Input input) {
    List<String> accounts = inputs.list(input);
    if (!accounts.stream().allMatch(account -> ACCOUNT.matcher(account).matches())) {
      throw inputs.invalid(input, "account ids of 12 digits, separated by commas");
    }
    return accounts;
  }
}
