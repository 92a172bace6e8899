"""The lecture's own style sheet: everything in a share of the window's height, so that the last row can read it."""

from __future__ import annotations

from livemel.gui.looks.theme import Theme

FULL_WIDTH, FULL_HEIGHT = 1920, 1080
TITLE_PX, TEXT_PX, ANSWER_PX, LABEL_PX, HINT_PX = 52, 33, 31, 26, 23
"""Heights of letters at 1920 x 1080; the smallest is 1/47 of the height of the picture."""


def scale_of(width: int, height: int) -> float:
    """How large everything is beside 1920 x 1080."""
    return max(0.4, min(width / FULL_WIDTH, height / FULL_HEIGHT))


def px(length: float, scale: float) -> int:
    """A length in pixels, at least one."""
    return max(1, round(length * scale))


def lecture_sheet(theme: Theme, scale: float) -> str:
    """For the page of the lecture's window and all that is on it."""
    title, text, answer, label, hint = (px(each, scale) for each in (TITLE_PX, TEXT_PX, ANSWER_PX, LABEL_PX, HINT_PX))
    gap, round_ = px(10, scale), px(8, scale)
    return f"""
    QWidget#page {{ background: {theme.window}; }}
    QLabel {{ color: {theme.text}; font-size: {text}px; background: transparent; }}
    QLabel#title {{ font-size: {title}px; font-weight: 600; }}
    QLabel#kind {{ font-size: {label}px; font-weight: 700; color: {theme.on_accent}; background: {theme.accent};
                   padding: {gap // 2}px {2 * gap}px; border-radius: {round_}px; }}
    QLabel#where, QLabel#hint {{ font-size: {hint}px; color: {theme.faint}; }}
    QLabel#notice {{ font-size: {label}px; background: {theme.notice_ground}; color: {theme.notice_text};
                     padding: {gap // 2}px {gap}px; border-radius: {round_}px; }}
    QLabel#ask {{ font-weight: 600; }}
    QLabel[answer="plain"], QLabel[answer="right"], QLabel[answer="wrong"] {{
        font-size: {answer}px; background: {theme.field}; border: {px(2, scale)}px solid {theme.outline};
        border-radius: {round_}px; padding: {gap // 2}px {gap}px; }}
    QLabel[answer="right"] {{ background: {theme.notice_ground}; color: {theme.notice_text};
                              border: {px(5, scale)}px solid {theme.text}; font-weight: 700; }}
    QLabel[answer="wrong"] {{ color: {theme.faint}; border-color: {theme.border}; }}
    QPushButton {{ font-size: {label}px; padding: {gap}px {2 * gap}px; border-radius: {round_}px;
                   min-height: {label}px; }}
    QPushButton:focus {{ padding: {gap - 1}px {2 * gap - 1}px; }}
    QLabel#knob {{ font-size: {label}px; }}
    QLabel#knob[chosen="true"] {{ font-weight: 700; color: {theme.accent}; }}
    QSlider::groove:horizontal {{ height: {px(8, scale)}px; background: {theme.border};
                                  border-radius: {px(4, scale)}px; }}
    QSlider::handle:horizontal {{ width: {px(28, scale)}px; margin: -{px(11, scale)}px 0; background: {theme.accent};
                                  border-radius: {px(14, scale)}px; }}
    QProgressBar {{ font-size: {label}px; color: {theme.text}; background: {theme.field}; text-align: center;
                    border: {px(2, scale)}px solid {theme.outline}; border-radius: {round_}px;
                    min-height: {2 * label}px; }}
    QProgressBar::chunk {{ background: {theme.notice_ground}; }}
    """
