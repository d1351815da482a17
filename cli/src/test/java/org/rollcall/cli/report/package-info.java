@NullMarked
package org.rollcall.cli.report;

import org.jspecify.annotations.NullMarked;
