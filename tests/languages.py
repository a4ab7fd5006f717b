"""Small invented mapping exercises in five languages of the United Nations, as lists; what they say is nobody's."""

from __future__ import annotations

LISTS = {
    "fr": """\
Compilation des recommandations des réunions préparatoires régionales

Questions générales

I. Message politique et orientation thématique du Congrès

• La déclaration devrait être courte et concise et s’appuyer sur le thème principal
et les points de l’ordre du jour. [AP 62(a)]
• Prendre des mesures pour lutter contre la corruption dans le secteur public, y compris
au moyen d’enquêtes financières. [AF 60(a)]

Point 3 de l’ordre du jour : Stratégies globales de prévention de la criminalité

II. Prévention de la criminalité fondée sur des données probantes

• Renforcer la coopération internationale en matière pénale, notamment l’entraide
judiciaire et l’extradition. [AP 13(a)]
• Élaborer des stratégies nationales de prévention de la criminalité fondées sur des
données probantes. [AF 17(b)]
• Les États Membres devraient veiller à ce que les victimes aient accès à la justice. [AP 13(b)]

III. Jeunesse et éducation

• Promouvoir l’éducation des jeunes à l’état de droit et encourager leur participation. [AF 17(c)]
• Il a été noté que les programmes d’insertion des détenus réduisent la récidive. [AP 13(c)]
""",
    "es": """\
Recopilación de las recomendaciones de las reuniones preparatorias regionales

Cuestiones generales

I. Mensaje político y orientación temática del Congreso

• La declaración debería ser breve y concisa y basarse en el tema principal
y en los temas del programa. [AP 62(a)]
• Adoptar medidas para combatir la corrupción en el sector público, incluso
mediante investigaciones financieras. [AF 60(a)]

Tema 3 del programa: Estrategias amplias de prevención del delito

II. Prevención del delito con base empírica

• Fortalecer la cooperación internacional en asuntos penales, en particular la asistencia
judicial recíproca y la extradición. [AP 13(a)]
• Elaborar estrategias nacionales de prevención del delito con base empírica. [AF 17(b)]
• Los Estados Miembros deberían velar por que las víctimas tengan acceso a la justicia. [AP 13(b)]

III. Juventud y educación

• Promover la educación de los jóvenes sobre el estado de derecho y alentar su participación. [AF 17(c)]
• Se señaló que los programas de reinserción de los reclusos reducen la reincidencia. [AP 13(c)]
""",
    "ru": """\
Подборка рекомендаций региональных подготовительных совещаний

Общие вопросы

I. Политическое послание и тематическая направленность Конгресса

• Декларация должна быть краткой и опираться на основную тему
и пункты повестки дня. [AP 62(a)]
• Принять меры по борьбе с коррупцией в государственном секторе, в том числе
путем финансовых расследований. [AF 60(a)]

Пункт 3 повестки дня: Комплексные стратегии предупреждения преступности

II. Предупреждение преступности на основе фактических данных

• Укреплять международное сотрудничество по уголовным делам, в частности взаимную
правовую помощь и выдачу. [AP 13(a)]
• Разработать национальные стратегии предупреждения преступности на основе фактических данных. [AF 17(b)]
• Государствам-членам следует обеспечить потерпевшим доступ к правосудию. [AP 13(b)]

III. Молодежь и образование

• Содействовать просвещению молодежи по вопросам верховенства права и поощрять ее участие. [AF 17(c)]
• Было отмечено, что программы социальной реинтеграции заключенных снижают рецидивизм. [AP 13(c)]
""",
    "ar": """\
تجميع توصيات الاجتماعات التحضيرية الإقليمية

المسائل العامة

أولا - الرسالة السياسية والتوجه المواضيعي للمؤتمر

• ينبغي أن يكون الإعلان قصيرا وموجزا وأن يستند إلى الموضوع الرئيسي
وإلى بنود جدول الأعمال. [AP 62(a)]
• اتخاذ تدابير لمكافحة الفساد في القطاع العام، بما في ذلك
عن طريق التحقيقات المالية. [AF 60(a)]

البند 3 من جدول الأعمال: الاستراتيجيات الشاملة لمنع الجريمة

ثانيا - منع الجريمة القائم على الأدلة

• تعزيز التعاون الدولي في المسائل الجنائية، ولا سيما المساعدة
القانونية المتبادلة وتسليم المطلوبين. [AP 13(a)]
• وضع استراتيجيات وطنية لمنع الجريمة قائمة على الأدلة. [AF 17(b)]
• ينبغي للدول الأعضاء أن تكفل وصول الضحايا إلى العدالة. [AP 13(b)]

ثالثا - الشباب والتعليم

• تشجيع تثقيف الشباب بشأن سيادة القانون وتعزيز مشاركتهم. [AF 17(c)]
• لوحظ أن برامج إعادة إدماج السجناء تقلل من معاودة الإجرام. [AP 13(c)]
""",
    "zh": """\
区域筹备会议建议汇编

一般性问题

一、大会的政治信息和专题方向

• 宣言应当简短精炼，并以大会主题、各项实质性议程项目和各次讲习班的议题
为基础。 [AP 62(a)]
• 采取措施打击公共部门的腐败，包括通过金融调查手段追查和追回被转移到
国外的犯罪所得资产。 [AF 60(a)]

议程项目3：预防犯罪综合战略

二、循证预防犯罪

• 加强刑事事项国际合作，特别是司法协助和引渡，并为主管机关提供必要的
资源。 [AP 13(a)]
• 制定循证的国家预防犯罪战略。 [AF 17(b)]
• 会员国应当确保被害人能够诉诸司法。 [AP 13(b)]

三、青年与教育

• 促进青年法治教育并鼓励他们参与。 [AF 17(c)]
• 据指出，囚犯重返社会方案减少了再次犯罪。 [AP 13(c)]
""",
}
"""By the language, in the form of a list by theme."""
ABOUT = """\
id: trial
congress: Congress
title: Title
regions:
- {code: AP, name: Asia, report: Report of Asia}
- {code: AF, name: Africa, report: Report of Africa}
"""
"""What the lists can't say."""
