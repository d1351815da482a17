package org.rollcall.local.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the suites of other stacks need in a build without profiles, on any machine. */
class JobSuiteTest {

  @Test
  void suiteInContainers_shouldOnlyRunWithItsProfile() {
    assertThat(new LocalStackContainerIT().missingRequirement().orElseThrow())
        .contains("mvn verify -Pcontainers", "CONTRIBUTING.md");
  }

  @Test
  void suiteAtAnEndpoint_shouldOnlyRunWithItsProfile() {
    assertThat(new EndpointIT().missingRequirement().orElseThrow())
        .contains("mvn verify -Pendpoint", "CONTRIBUTING.md");
  }
}
