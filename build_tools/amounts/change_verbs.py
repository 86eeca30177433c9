"""The verbs of change of Chinese official prose: what rises, what falls, and by how much.

They are grammar, as the words of bound are, so they are here and not in a data file: a new one
needs its reading in the cases. Each list is a pattern, because some verbs end other words.
"""

UP = "|".join((
    # The thing grows.
    "(?<![稳负])增长", "增加", "增大", "增多", "增高", "增产", "增收", "净增", "扩增", "扩大",
    "扩容", "放大", "成长", "(?<![新扩少负])增",
    # Its value goes up.
    "提高", "提升", "提标", "提速", "提价", "涨价", "上升", "上涨", "上调", "上浮", "上扬",
    "上行", "调高", "调增", "升高", "抬升", "跃升", "攀升", "飙升", "回升", "反弹", "走高",
    "加快", "翻", "(?<![每毫公])升", "涨",
    # It is above something else.
    "高出", "多出", "快于", "高于", "优于", "好于",
))  # fmt: skip
DOWN = "|".join((
    # The thing becomes less.
    "负增长?", "少增", "减收", "短收", "短少", "少收", "少支", "减产", "减负", "减亏", "减支",
    "减损", "减少", "减轻", "减", "缩短", "缩小", "缩减", "缩水", "收缩", "萎缩", "收窄",
    "压降", "压缩", "压减", "削减", "核减", "调减", "精简", "降速", "降价", "减价", "衰退",
    "节约", "节省", "节支",
    # Its value goes down.
    "下降", "下跌", "下滑", "下挫", "下调", "下浮", "下行", "下探", "降低", "调低", "走低",
    "滑落", "回落", "放缓", "跌落", "跌", "(?<!起)降",
    # It is below something else.
    "低于", "少于", "慢于", "弱于",
))  # fmt: skip
CHANGED_BY = "|".join((
    # What is behind these is the size of the change also where it is a sum or a count.
    "增加", "(?<!稳)增长", "增收", "增产", "净增", "[月年日均]增", "提高", "上升", "上涨",
    "上调", "上浮", "调高", "调增", "提标", "攀升", "多出", "高出", "扩大", "减收", "短收",
    "短少", "少收", "少支", "减产", "减负", "减亏", "减支", "净减", "减少", "下降", "下跌",
    "下滑", "下调", "下浮", "调低", "调减", "核减", "降低", "回落", "缩短", "缩小", "缩减",
    "压缩", "压减", "压降", "削减", "精简",
))  # fmt: skip
