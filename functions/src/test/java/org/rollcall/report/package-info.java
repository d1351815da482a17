@NullMarked
package org.rollcall.report;

import org.jspecify.annotations.NullMarked;
