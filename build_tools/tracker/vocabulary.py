"""The closed lists of the tracker: each word with its name and its meaning in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """A word of a closed list: its name in both languages, and what it means."""

    id: str
    zh: str
    en: str
    meaning_zh: str
    meaning_en: str


def _choices(*rows: tuple[str, str, str, str, str]) -> dict[str, Choice]:
    return {row[0]: Choice(*row) for row in rows}


SUBJECTS = _choices(
    ("economy", "经济总体", "Economy",
     "经济总量、财政收入、投资等全局指标和举措",
     "The economy as a whole: output, revenue, investment"),
    ("industry", "工业和产业", "Industry",
     "工业、产业集群、园区和企业",
     "Manufacturing, industrial clusters, industrial parks and companies"),
    ("trade-and-investment", "外贸和招商", "Trade and investment",
     "进出口、外资、招商引资",
     "Imports and exports, foreign capital, attracting investors"),
    ("consumption", "消费和商贸", "Consumption",
     "零售、电商、商圈、消费活动",
     "Retail, e-commerce, shopping districts, consumer spending"),
    ("innovation", "科技创新", "Innovation",
     "研发、创新平台、科技企业、知识产权",
     "Research and development, innovation platforms, technology firms, intellectual property"),
    ("talent", "人才", "Talent",
     "人才引进、培养和评定",
     "Attracting, training and recognising skilled people"),
    ("agriculture", "农业", "Agriculture",
     "粮食、农产品、种业、农业企业",
     "Grain, farm produce, the seed industry, agricultural firms"),
    ("countryside", "乡村", "Countryside",
     "村庄建设、农村环境、村级收入",
     "Building villages, the rural environment, village incomes"),
    ("urban-development", "城市建设", "Urban development",
     "规划、片区开发、城市更新和管理",
     "Planning, development areas, urban renewal and city management"),
    ("transport", "交通", "Transport",
     "铁路、公路、港口、公交、停车",
     "Railways, roads, ports, buses, parking"),
    ("culture-tourism-sport", "文化、旅游和体育", "Culture, tourism and sport",
     "文化遗产、公共文化、旅游、赛事",
     "Heritage, public culture, tourism, sporting events"),
    ("education", "教育", "Education",
     "各级学校、幼托、职业教育",
     "Schools of every stage, kindergartens, vocational education"),
    ("health", "医疗卫生", "Health",
     "医院、基层医疗、医疗保障服务",
     "Hospitals, primary care, medical services"),
    ("social-security", "就业和社会保障", "Jobs and social security",
     "就业、保险、养老、救助、慈善",
     "Employment, insurance, elderly care, assistance, charity"),
    ("environment", "生态环境", "Environment",
     "水、空气、污水治理、节能降碳",
     "Water, air, sewage, energy saving and carbon"),
    ("safety", "安全和稳定", "Safety and stability",
     "安全生产、消防、防汛、治安、风险防范",
     "Work safety, fire, floods, policing, risk"),
    ("governance", "政府自身建设", "Governance",
     "依法行政、机构改革、国企、作风建设",
     "The rule of law in government, reform, state firms, conduct of officials"),
    ("business-environment", "营商环境", "Business environment",
     "为企业服务的政策和办事制度",
     "Policies and procedures that serve companies"),
)  # fmt: skip
"""For filtering. A record has one or two of them."""

RELATIONS = _choices(
    ("raises", "提高", "raises",
     "同一指标、同一口径，计划数高于回顾数。由数字算出。",
     "One indicator on one basis; the plan’s figure is above the review’s. Computed from the two "
     "figures."),
    ("maintains", "持平", "maintains",
     "同一指标、同一口径，计划数与回顾数相等。由数字算出。",
     "One indicator on one basis; the two figures are equal. Computed from the two figures."),
    ("lowers", "降低", "lowers",
     "同一指标、同一口径，计划数低于回顾数。由数字算出；计划数可能只是下限。",
     "One indicator on one basis; the plan’s figure, which may be only a minimum, is below the "
     "review’s. Computed from the two figures."),
    ("growth-target", "增长目标", "growth target",
     "回顾给出总量，计划只给出增速；总量由增速推算。",
     "The review gives a level and the plan only a rate of growth, from which the plan’s level is "
     "derived."),
    ("continues", "延续", "continues",
     "同一工作继续进行，没有可比的数字。",
     "The same work goes on; there are no comparable figures."),
    ("widens", "扩面", "widens",
     "同一工作扩大到更多地方、人群或领域。",
     "The same work is extended to more places, people or fields."),
    ("next-stage", "进入下一阶段", "next stage",
     "项目或改革进入下一阶段，如由规划到开工、由建成到提升。",
     "A project or reform moves to its next stage, as from plan to building work."),
    ("completes", "完成", "completes",
     "计划完成回顾时正在进行的工作。",
     "The plan finishes what was under way."),
    ("builds-on", "成果运用", "builds on",
     "把已有成果用于新的目的。",
     "The result is used for a further purpose."),
)  # fmt: skip
"""What a reader sees between an achievement and its follow-up."""

COMPUTED = ("raises", "maintains", "lowers")
"""The relations that figures decide. In ``links.yml`` the word for all three is ``compare``."""

TYPED = ("compare", *(relation for relation in RELATIONS if relation not in COMPUTED))
"""The relations that ``links.yml`` may give."""

REASONS = _choices(
    ("not-mentioned", "计划未提及", "Not mentioned in the plan",
     "现存的计划文本没有提到这件事。",
     "The surviving text of the plan does not mention it."),
    ("after-source-ends", "可能在来源中断之后", "After the point where the source ends",
     "这类内容通常在计划的后半部分，而现存文本在此之前中断。",
     "Such matters belong to the part of the plan that is lost."),
    ("finished", "已完成", "Finished",
     "事情在当年已经结束，无需后续。",
     "The thing was done and over within the year."),
)  # fmt: skip
"""Why an achievement has no follow-up."""

STRENGTHS = _choices(
    ("firm", "明确", "firm",
     "直接陈述要做的事，如“完成”“新增”“确保”。",
     "A plain statement of what will be done, such as “complete”, “add”, “ensure”."),
    ("aim", "力争", "aim",
     "表示努力的方向，如“力争”“争创”“预期目标”。",
     "Something to strive for, such as “strive to”, “expected target”."),
    ("explore", "探索", "explore",
     "前期研究、谋划或试探。",
     "Early study, planning or a first try."),
)  # fmt: skip
"""How firmly a commitment is put."""
